"""Full-text search: what can be found of a listing, what a visitor's words ask for, and the two databases that match them."""
