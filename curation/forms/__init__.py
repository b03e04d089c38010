"""What people fill in. A form reads what was typed; what may come in is decided by `intake` and the models."""

from curation.forms.facts import FactsForm
from curation.forms.letter import CorrectionForm, Letter, SuggestionForm

__all__ = ["CorrectionForm", "FactsForm", "Letter", "SuggestionForm"]
