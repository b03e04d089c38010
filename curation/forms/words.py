"""What somebody writes in their own words, in its envelope."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from curation import personal
from curation.forms.envelope import Enclosed
from curation.forms.faults import Fault, faults


class WordsField(forms.CharField):
    """Several lines, which end alike whatever the browser."""

    def clean(self, value: Any) -> str:
        words: str = super().clean(value)
        return words.replace("\r\n", "\n")


class WordsLetter(Enclosed):
    """A form with words in it. Its sentences say why it comes back; `names` are organizations', and so nobody's."""

    # The field that holds the words.
    written = "words"

    def __init__(self, form: forms.Form, data: Mapping[str, Any] | None, *, names: Sequence[str] = ()) -> None:
        super().__init__(data)
        self.form, self.names = form, names

    @property
    def faults(self) -> list[Fault]:
        return faults([self.form])

    @property
    def words(self) -> str:
        words: str = self.form.cleaned_data[self.written]
        return words

    @property
    def texts(self) -> Sequence[str]:
        return [self.words]

    def is_ready(self) -> bool:
        """Whether it can be taken in: nothing to put right, and nothing about a person that was not pointed out."""
        if not self.form.is_valid():
            return False
        label = str(self.form.fields[self.written].label)
        self.details = [(label, detail) for detail in personal.findings(self.words, names=self.names)]
        return self.may_be_taken_in
