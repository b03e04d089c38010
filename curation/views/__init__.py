"""The public pages on which people tell us something, follow it, or read how we judge it."""
