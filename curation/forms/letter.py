"""What one public page sends: facts, a few words about the sender, and the envelope that both come in."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from curation import anonymous, notes, personal, publishing
from curation.forms.facts import FactsForm
from curation.forms.faults import Fault, faults
from curation.intake import Sender
from curation.models import Relationship
from curation.personal import PersonalDetail
from directory.record import NAMES, PlainFacts, changes

Details = list[tuple[str, PersonalDetail]]


class SuggestionForm(FactsForm):
    """A new group, told by anyone. A street address is not asked: only the group itself may wish it shown."""

    class Meta(FactsForm.Meta):
        fields = [name for name in FactsForm.Meta.fields if "address" not in name]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["description"].required = True
        self.fields["description"].error_messages["required"] = _("Please say in a sentence or two what it does.")
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
    note = forms.CharField(
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        label=_("Anything our reviewers should know"),
        help_text=_("Only reviewers read this. Please name no person here either."),
    )

    def sender(self) -> Sender:
        given = self.cleaned_data
        note = given["note"].replace("\r\n", "\n")
        return Sender(relationship=given["relationship"], note=note)


class EnvelopeForm(forms.Form):
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    # Version of the listing that was on the page.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    # Digests of the personal details that were pointed out.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    as_is = forms.BooleanField(required=False, label=_("I have looked at this. Send it as it is."))
    # Named so that neither a browser nor a password manager fills it in.
    remark_b = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )


class Letter:
    """All parts of one page, as sent or still blank. Its sentences say why it comes back."""

    def __init__(self, facts: FactsForm, data: Mapping[str, Any] | None, *, seen: int | None = None) -> None:
        self.facts, self.sender, self.sent = facts, SenderForm(data), EnvelopeForm(data)
        if seen is not None:
            self.sender.fields["note"].label = _("What is wrong?")
        self.is_bound = data is not None
        self.present = seen
        self.details: Details = []
        if self.is_bound:
            self.sent.is_valid()

    @cached_property
    def stamp(self) -> anonymous.Stamp | None:
        return anonymous.stamp(self._said("stamp")) if self.is_bound else None

    @property
    def faults(self) -> list[Fault]:
        return [] if self.facts.wants_more or not self.is_bound else faults([*self.facts.all_forms, self.sender])

    @property
    def is_expired(self) -> bool:
        return self.is_bound and self.stamp is None

    @property
    def is_overtaken(self) -> bool:
        """The listing has changed since the page was made."""
        return self.is_bound and self.present is not None and self._said("seen") != str(self.present)

    @property
    def is_trapped(self) -> bool:
        return bool(self.sent["remark_b"].value())

    @property
    def texts(self) -> Sequence[str]:
        """List what the sender wrote, and not what the listing says already."""
        facts, before = self.facts.facts(), self.facts.before
        written = [facts[name] for name in NAMES if isinstance(facts[name], str) and facts[name] != before[name]]
        return [*written, self.sender.sender().note]

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
        return not (self._has_unseen_details() or self.is_expired or self.is_overtaken)

    def envelope(self) -> EnvelopeForm:
        """Make the envelope for the page that is shown next; the time it was first opened stays."""
        stamp = self.stamp or anonymous.new_stamp()
        shown = " ".join(sorted(self._shown() | {detail.digest for _where, detail in self.details}))
        return EnvelopeForm(initial={"stamp": stamp.signed(), "seen": self.present, "shown": shown})

    def _said(self, name: str) -> str:
        """Read a hidden field; one that was tampered with says nothing."""
        return str(self.sent.cleaned_data.get(name, ""))

    def _shown(self) -> set[str]:
        return set(self._said("shown").split()) if self.is_bound else set()

    def _has_unseen_details(self) -> bool:
        agreed = self._shown() if self.sent["as_is"].value() else set()
        return any(detail.digest not in agreed for _where, detail in self.details)

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
