"""Names static files by their content, so that browsers may keep them; a missing one costs itself, not the page."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Fingerprinted(CompressedManifestStaticFilesStorage):
    def stored_name(self, name: str) -> str:
        """Look up the fingerprinted name. While files are collected, missing ones are still an error."""
        try:
            return super().stored_name(name)
        except ValueError:
            return name
