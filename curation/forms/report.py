"""What a visitor reports about a listing: what is wrong, and a few words if they like."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curation import personal
from curation.forms.envelope import Enclosed
from curation.forms.faults import Fault, faults
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
    words = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        label=_("Anything you want to add"),
        help_text=_(
            "Only our curators read this, not the group. Name no person, and tell nothing that you would rather keep."
        ),
    )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        return words.replace("\r\n", "\n")


class ReportLetter(Enclosed):
    """A report in its envelope. Its sentences say why it comes back."""

    def __init__(self, listing: Organization, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        self.listing, self.report = listing, ReportForm(data)

    @property
    def faults(self) -> list[Fault]:
        return faults([self.report])

    @property
    def said(self) -> dict[str, str]:
        return {"kind": self.report.cleaned_data["kind"], "words": self.report.cleaned_data["words"]}

    @property
    def texts(self) -> Sequence[str]:
        return [self.said["words"]]

    def is_ready(self) -> bool:
        """Whether it can be taken in: nothing to put right, and nothing about a person that was not pointed out."""
        if not self.report.is_valid():
            return False
        found = personal.findings(self.said["words"], names=self.listing.names)
        self.details = [(str(self.report.fields["words"].label), detail) for detail in found]
        return self.may_be_taken_in
