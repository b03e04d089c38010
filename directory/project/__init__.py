"""The switchboard: settings and addresses. The only place that names both apps, and curation only as a string."""
