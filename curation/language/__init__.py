"""The language scan: finds words the vetting questions warn about, shows them in context, decides nothing."""

from curation.language.letters import index_of
from curation.language.scan import Note, flags, notes, possible

__all__ = ["Note", "flags", "index_of", "notes", "possible"]
