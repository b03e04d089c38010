"""What one public page sends: facts, a few words about the sender, and the envelope that both come in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms.widgets import ChoiceWidget
from django.utils.translation import gettext_lazy as _

from curation import notes, personal, publishing
from curation.forms.envelope import Details, Enclosed
from curation.forms.facts import FactsForm
from curation.forms.faults import Fault, faults
from curation.forms.words import WordsField
from curation.intake import Sender
from curation.models import Relationship
from directory.record import NAMES, PlainFacts, changes


class SuggestionForm(FactsForm):
    """A new group, told by anyone. A street address is not asked: only the group itself may wish it shown."""

    class Meta(FactsForm.Meta):
        fields = [name for name in FactsForm.Meta.fields if "address" not in name]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["description"].required = True
        self.fields["description"].error_messages["required"] = _("Please say in a sentence or two what it does.")
        self.fields["website"].help_text = _(
            "We need one way to find it: this, or below an e-mail, a phone or another way."
        )
        self.fields["publish_leadership"].label = _("It says this in public itself, or has agreed that we show it")
        self.fields["publish_leadership"].help_text = ""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        has_way = any(row.has_changed() for row in self.ways.kept)
        if not has_way and not any(self.cleaned_data.get(name) or name in self.errors for name in self.reach_by):
            self.add_error("website", _("Give one way to find it: a website, an e-mail, a phone or another way below."))
        return cleaned

    reach_by = ("website", "email", "phone")


class CorrectionForm(FactsForm):
    """A change to a listing, told by anyone. It carries who leads a group only where that may be shown."""

    def facts(self) -> PlainFacts:
        return publishing.publishable(super().facts())


class SenderForm(forms.Form):
    use_required_attribute = False
    relationship = forms.ChoiceField(
        choices=Relationship, required=False, widget=forms.RadioSelect, label=_("How do you know this group?")
    )
    note = WordsField(
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        label=_("Anything our reviewers should know"),
        help_text=_("Only reviewers read this. Please name no person here either."),
    )

    def sender(self) -> Sender:
        return Sender(relationship=self.cleaned_data["relationship"], note=self.cleaned_data["note"])


class Letter(Enclosed):
    """All parts of one page, as sent or still blank. Its sentences say why it comes back."""

    def __init__(self, facts: FactsForm, data: Mapping[str, Any] | None, *, seen: int | None = None) -> None:
        super().__init__(data, seen=seen)
        self.facts, self.sender = facts, SenderForm(data)
        if seen is not None:
            self.sender.fields["note"].label = _("What is wrong?")

    @property
    def faults(self) -> list[Fault]:
        return [] if self.facts.wants_more or not self.is_bound else faults([*self.facts.all_forms, self.sender])

    @property
    def texts(self) -> Sequence[str]:
        """List what the sender wrote, and not what the listing says already."""
        facts, before = self.facts.facts(), self.facts.before
        written = [facts[name] for name in NAMES if isinstance(facts[name], str) and facts[name] != before[name]]
        return [*written, self.sender.sender().note]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """List what stands in each field for words, as it was sent: (label, words)."""
        fields = [field for form in [self.sender, *self.facts.all_forms] for field in form]
        return [(str(field.label), field.value()) for field in fields if _takes_words(field) and field.value()]

    @property
    def differences(self) -> list[str]:
        """Name the facts that this page would change, as the listing stands now."""
        return [change.label for change in changes(self.facts.before, self.facts.facts())]

    def is_ready(self) -> bool:
        """Whether it can be taken in: nothing to put right, and nothing about a person that was not pointed out."""
        if not self.is_bound or self.facts.wants_more:
            return False
        is_right = self.facts.is_valid() & self.sender.is_valid()
        if not is_right or self._says_nothing():
            return False
        self.details = self._new_details()
        return self.may_be_taken_in

    def _says_nothing(self) -> bool:
        is_empty = self.present is not None and not self.differences and not self.sender.sender().note.strip()
        if is_empty:
            self.sender.add_error("note", _("Say here what is wrong, or change something below."))
        return is_empty

    def _new_details(self) -> Details:
        before, after = self.facts.before, self.facts.facts()
        names = [name for name in (after["name"], after["acronym"], *after["other_names"].splitlines()) if name]
        known = {detail.digest for _where, detail in notes.personal_details(before, names)}
        found = [(where, d) for where, d in notes.personal_details(after, names) if d.digest not in known]
        note = str(self.sender.fields["note"].label)
        return [*found, *((note, d) for d in personal.findings(self.sender.sender().note, names=names))]


def _takes_words(field: forms.BoundField) -> bool:
    return not isinstance(field.field.widget, ChoiceWidget | forms.CheckboxInput | forms.HiddenInput)
