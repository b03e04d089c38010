"""What a visitor reports about a listing: what is wrong, and a few words if they like."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curation.forms.words import WordsField, WordsLetter
from curation.models import Report
from directory.models import Organization


class ReportForm(forms.Form):
    use_required_attribute = False
    kind = forms.ChoiceField(
        choices=Report.Kind,
        widget=forms.RadioSelect,
        label=_("What is wrong?"),
        error_messages={"required": _("Choose what is wrong.")},
    )
    words = WordsField(
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        label=_("Anything you want to add"),
        help_text=_(
            "Only our curators read this, not the group. Name no person, and tell nothing that you would rather keep."
        ),
    )


class ReportLetter(WordsLetter):
    def __init__(self, listing: Organization, data: Mapping[str, Any] | None) -> None:
        super().__init__(ReportForm(data), data, names=listing.names)

    @property
    def said(self) -> dict[str, str]:
        return {"kind": self.form.cleaned_data["kind"], "words": self.words}
