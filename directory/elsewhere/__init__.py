"""The public record as other sites and programs take it over: feeds, what search engines read, contact cards, a page to embed."""
