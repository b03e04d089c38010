"""What a visitor says of criteria that are proposed."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curation.forms.words import WordsField, WordsLetter


class CommentForm(forms.Form):
    use_required_attribute = False
    words = WordsField(
        max_length=4000,
        widget=forms.Textarea({"rows": 8}),
        label=_("What do you think of it?"),
        help_text=_("Only our curators read this. Name no person, and tell nothing that you would rather keep."),
        error_messages={"required": _("Write what you think first.")},
    )


class CommentLetter(WordsLetter):
    def __init__(self, data: Mapping[str, Any] | None) -> None:
        super().__init__(CommentForm(data), data)
