"""When groups meet, for calendars: read from their own words, and only where nothing in those is left to guess."""
