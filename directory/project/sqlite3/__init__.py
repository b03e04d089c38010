"""Django's SQLite backend, able to live with `trusted_schema=OFF`."""
