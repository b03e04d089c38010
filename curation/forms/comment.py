"""What a visitor says of criteria that are proposed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from curation import personal
from curation.forms.envelope import Enclosed
from curation.forms.faults import Fault, faults


class CommentForm(forms.Form):
    use_required_attribute = False
    words = forms.CharField(
        max_length=4000,
        widget=forms.Textarea({"rows": 8}),
        label=_("What do you think of it?"),
        help_text=_("Only our curators read this. Name no person, and tell nothing that you would rather keep."),
        error_messages={"required": _("Write what you think first.")},
    )

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        return words.replace("\r\n", "\n")


class CommentLetter(Enclosed):
    """A comment in its envelope. Its sentences say why it comes back."""

    def __init__(self, data: Mapping[str, Any] | None) -> None:
        super().__init__(data)
        self.comment = CommentForm(data)

    @property
    def faults(self) -> list[Fault]:
        return faults([self.comment])

    @property
    def words(self) -> str:
        words: str = self.comment.cleaned_data["words"]
        return words

    @property
    def texts(self) -> Sequence[str]:
        return [self.words]

    def is_ready(self) -> bool:
        """Whether it can be taken in: nothing to put right, and nothing about a person that was not pointed out."""
        if not self.comment.is_valid():
            return False
        self.details = [(str(self.comment.fields["words"].label), detail) for detail in personal.findings(self.words)]
        return self.may_be_taken_in
