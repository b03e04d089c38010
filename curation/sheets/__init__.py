"""Spreadsheets: from an uploaded file to rows somebody can look at, and back."""
