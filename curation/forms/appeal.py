"""What somebody writes who asks that others look at a refusal once more."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curation import personal
from curation.forms.envelope import Enclosed
from curation.forms.faults import Fault, faults
from curation.models import Submission


class AppealForm(forms.Form):
    use_required_attribute = False
    appeal = forms.CharField(
        max_length=4000,
        widget=forms.Textarea({"rows": 6}),
        label=_("What should we look at again?"),
        help_text=_(
            "Say what we misunderstood or did not see, with links if you have any. Name no person, and do not tell us what "
            "you have lived through."
        ),
        error_messages={"required": _("Say what we should look at again.")},
    )

    def clean_appeal(self) -> str:
        words: str = self.cleaned_data["appeal"]
        return words.replace("\r\n", "\n")


class AppealLetter(Enclosed):
    """An appeal in its envelope. Its sentences say why it comes back."""

    def __init__(self, submission: Submission, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        self.submission, self.form = submission, AppealForm(data)

    @property
    def faults(self) -> list[Fault]:
        return faults([self.form])

    @property
    def words(self) -> str:
        return str(self.form.cleaned_data["appeal"])

    @property
    def texts(self) -> Sequence[str]:
        return [self.words]

    def is_ready(self) -> bool:
        """Whether it can be taken in: nothing to put right, and nothing about a person that was not pointed out."""
        if not self.form.is_valid():
            return False
        found = personal.findings(self.words, names=self.submission.names)
        self.details = [(str(self.form.fields["appeal"].label), detail) for detail in found]
        return self.may_be_taken_in
