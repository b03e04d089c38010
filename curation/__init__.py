"""How a listing comes to be: suggestions, review, decisions and their trail."""
