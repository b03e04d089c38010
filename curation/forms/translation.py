"""What a group writes of its entry in another language: one field for each text, beside the text itself."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst

from curation import personal
from curation.forms.envelope import Enclosed
from curation.forms.faults import Fault, faults
from curation.translations import MOST_LETTERS
from directory.models import Organization
from directory.translations import direction, sources, written_in

# What is shorter is written on one line.
LONG = 60


def field_of(text: str) -> str:
    """Name the field for the translation of `text`. A text that changed has another, so nothing lands in the wrong one."""
    return f"text-{hashlib.sha256(text.encode()).hexdigest()[:16]}"


def written(data: Mapping[str, Any], *, but: Collection[str] = ()) -> list[str]:
    """List what was written for any text, `but` for those whose fields are named."""
    return [words for name, words in data.items() if name.startswith("text-") and name not in but and words]


class TranslationForm(forms.Form):
    use_required_attribute = False

    def __init__(self, data: Any, listing: Organization, code: str, begun: Mapping[str, str]) -> None:
        super().__init__(data, initial={field_of(text): words for text, words in begun.items()})
        tongue = {"lang": code, "dir": direction(code)}
        for text, what in sources(listing).items():
            own = written_in(text, listing.description)
            is_long = len(text) > LONG or "\n" in text
            lines = format_html_join("", "<p>{}</p>", ((line,) for line in text.splitlines() if line.strip()))
            self.fields[field_of(text)] = forms.CharField(  # type: ignore[call-arg]
                required=False,
                max_length=MOST_LETTERS,
                label=capfirst(what),
                help_text=format_html('<div lang="{}" dir="{}">{}</div>', own, direction(own), lines),
                widget=forms.Textarea({"rows": 4, **tongue}) if is_long else forms.TextInput(tongue),
                template_name="curation/_text_to_translate.html",
            )


class TranslationLetter(Enclosed):
    """A translation in its envelope. Its sentences say why it comes back."""

    def __init__(
        self, listing: Organization, code: str, data: Mapping[str, Any] | None, *, begun: Mapping[str, str]
    ) -> None:
        super().__init__(data, seen=listing.version)
        self.listing = listing
        self.form = TranslationForm(data, listing, code, begun)

    @property
    def faults(self) -> list[Fault]:
        return faults([self.form])

    @property
    def words(self) -> dict[str, str]:
        """Return what was written, by the text it is of."""
        return {text: self.form.cleaned_data.get(field_of(text), "") for text in sources(self.listing)}

    @property
    def texts(self) -> Sequence[str]:
        return list(self.words.values())

    @property
    def homeless(self) -> list[str]:
        """List what was written for texts that the entry does not have any more, so that no word is lost."""
        return written(self.form.data, but=self.form.fields) if self.is_bound else []

    def is_ready(self) -> bool:
        """Whether it can be taken in: nothing to put right, and nothing about a person that was not pointed out."""
        if not self.form.is_valid():
            return False
        self.details = [
            (what, detail)
            for text, what in sources(self.listing).items()
            for detail in personal.added(self.words[text], text, names=self.listing.names)
        ]
        return self.may_be_taken_in
