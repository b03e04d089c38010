"""What somebody writes who asks that others look at a refusal once more."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curation.forms.words import WordsField, WordsLetter
from curation.models import Submission


class AppealForm(forms.Form):
    use_required_attribute = False
    appeal = WordsField(
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        label=_("What should we look at again?"),
        help_text=_(
            "Say what we misunderstood or did not see, with links if you have any. Name no person, and do not tell us what "
            "you have lived through."
        ),
        error_messages={"required": _("Say what we should look at again.")},
    )


class AppealLetter(WordsLetter):
    written = "appeal"

    def __init__(self, submission: Submission, data: Mapping[str, Any] | None) -> None:
        super().__init__(AppealForm(data), data, names=submission.names)
