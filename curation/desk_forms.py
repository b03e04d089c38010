"""The forms of the desk. They read what a curator typed; what it means is decided in `review`."""

from typing import Any

from django import forms
from django.conf import settings
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from curation import verifying
from curation.forms.widgets import DayInput
from curation.models import OFFERED, CallBack, Criterion, DeclineReason, Evidence, Finding, Verification, WithdrawReason
from curation.readable import readable
from curation.review import Assessment, Checked
from directory.models import Organization, WayToConnect
from directory.record import PlainFacts, facts_of

LONG = forms.Textarea({"rows": 2})
NOTE = forms.Textarea({"rows": 2})
MOST_ROWS = 20


class DeskForm(forms.Form):
    """The server says what is missing, and nothing in the browser: other buttons of the same form may do without it."""

    use_required_attribute = False


class DayForm(DeskForm):
    day = forms.DateField(label=_("Day"), widget=DayInput())


class EvidenceForm(DeskForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", "–"), *Evidence.Kind.choices], required=False)
    url = forms.URLField(label=_("Link"), required=False, max_length=400, assume_scheme="https")
    quote = forms.CharField(label=_("Short quote"), required=False, max_length=300)
    seen_on = forms.DateField(label=_("Seen on"), required=False, widget=DayInput())
    is_public = forms.BooleanField(label=_("Public"), required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.is_empty():
            return cleaned
        if not cleaned.get("kind"):
            self.add_error("kind", _("Choose what kind of evidence this is."))
        if not (cleaned.get("url") or cleaned.get("quote")):
            self.add_error("url", _("Give a link or a quote, or leave the line empty."))
        if cleaned.get("seen_on") and cleaned["seen_on"] > timezone.localdate():
            self.add_error("seen_on", _("This day is in the future. Use the day you saw it."))
        return cleaned

    def is_empty(self) -> bool:
        return not any(self.cleaned_data.get(name) for name in ("kind", "url", "quote", "seen_on"))


class FindingForm(DeskForm):
    """One reviewer's answer to one question. Left wholly empty it says nothing and is not saved."""

    grade = forms.ChoiceField(label=_("Finding"), choices=OFFERED, widget=forms.RadioSelect, required=False)
    sentence = forms.CharField(label=_("In a sentence, why"), max_length=600, widget=LONG, required=False)
    public_summary = forms.CharField(label=_("What the public may read"), max_length=600, widget=LONG, required=False)
    private_note = forms.CharField(label=_("Note for reviewers only"), max_length=2000, widget=NOTE, required=False)

    still_holds = forms.BooleanField(label=_("I looked again, and my answer still holds"), required=False)

    def __init__(
        self, data: Any, criterion: Criterion, finding: Finding | None, *, is_asked_anew: bool = False
    ) -> None:
        self.criterion, self.finding, self.is_asked_anew = criterion, finding, is_asked_anew
        names = ("grade", "sentence", "public_summary", "private_note")
        initial = {name: getattr(finding, name) for name in names} if finding else {}
        super().__init__(data, prefix=criterion.code, initial=initial)
        self.fields["grade"].choices = [(grade, criterion.meaning(grade)) for grade, _label in OFFERED]  # type: ignore[attr-defined]
        if finding is None or (finding.reopened_at is None and not is_asked_anew):
            del self.fields["still_holds"]
        self.evidence = _evidence_rows(data, criterion, finding)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        said = any(cleaned.get(name) for name in ("sentence", "public_summary", "private_note")) or self._rows()
        if said and not cleaned.get("grade"):
            self.add_error("grade", _("Choose a finding, or empty everything you wrote under this question."))
        if cleaned.get("grade") and not cleaned.get("sentence", "").strip():
            self.add_error("sentence", _("Say in a sentence why."))
        return cleaned

    def is_valid(self) -> bool:
        rows_are_right = self.evidence.is_valid()
        return super().is_valid() and rows_are_right

    def has_changed(self) -> bool:
        return super().has_changed() or self.evidence.has_changed()

    @property
    def is_to_be_saved(self) -> bool:
        """Whether it holds an answer that is new. One that was only sent along stays as it is, reopened or not."""
        return bool(self.cleaned_data.get("grade")) and self.has_changed()

    def assessment(self) -> Assessment:
        names = ("grade", "sentence", "public_summary", "private_note")
        said = {name: self.cleaned_data[name] for name in names}
        return Assessment(criterion=self.criterion, evidence=self._rows(), **said)

    def _rows(self) -> list[dict[str, Any]]:
        return [row.cleaned_data for row in self.evidence if hasattr(row, "cleaned_data") and not row.is_empty()]


def _evidence_rows(data: Any, criterion: Criterion, finding: Finding | None) -> BaseFormSet:
    """One line, or as many as there are; “add a line” sends the form back with another."""
    kept = [
        {name: getattr(item, name) for name in ("kind", "url", "quote", "seen_on", "is_public")}
        for item in (finding.evidence.all() if finding else [])
    ]
    prefix = f"{criterion.code}-evidence"
    if data is not None and data.get("add_row") == criterion.code:
        data = data.copy()
        total = str(data.get(f"{prefix}-TOTAL_FORMS", ""))
        data[f"{prefix}-TOTAL_FORMS"] = str(min(int(total[:3]) + 1, MOST_ROWS)) if total.isdecimal() else "1"
    rows = formset_factory(EvidenceForm, extra=0 if kept else 1, max_num=MOST_ROWS, absolute_max=MOST_ROWS)
    return rows(data, prefix=prefix, initial=kept)


class RecommendForm(DeskForm):
    facts_checked_on = forms.DateField(label=_("I checked the facts on"), required=False, widget=DayInput())
    facts_checked_how = forms.CharField(
        label=_("How"),
        required=False,
        max_length=200,
        help_text=_("The public reads this. For example: their own website; a call to their line. Not who answered."),
    )


class AskForm(DeskForm):
    question = forms.CharField(
        label=_("Your question"), max_length=4000, widget=LONG,
        help_text=_("Whoever sent it reads this with their private reference. Do not ask about anyone’s own story."),
    )  # fmt: skip


class DeclineForm(DeskForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=[("", "–"), *DeclineReason.choices])
    also = forms.MultipleChoiceField(
        label=_("And also"), choices=DeclineReason.choices, required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("The letter gives every reason; the year in numbers counts the first."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("In your words, for whoever sent it"), max_length=4000, widget=LONG,
        help_text=_("What was seen, and what would have to be different. The letter adds the questions, and how to appeal."),
    )  # fmt: skip
    language = forms.ChoiceField(label=_("Language of the letter"), choices=settings.LANGUAGES)
    listing = forms.ChoiceField(
        label=_("And the listing"), required=False, widget=forms.RadioSelect, initial="keep",
        choices=[("keep", _("Keep it as it is")), ("down", _("Take it down now"))],
    )  # fmt: skip


def refusal(typed: QueryDict) -> dict[str, Any]:
    """Read what a letter is made from."""
    reasons = [typed.get("reason", ""), *typed.getlist("also")]
    return {"reason": reasons, "words": typed.get("words", ""), "language": typed.get("language", "")}


class CallBackForm(DeskForm):
    called_on = forms.DateField(label=_("Day"), required=False, widget=DayInput())
    channel = forms.ChoiceField(label=_("Asked by"), required=False)
    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=CallBack.Outcome, widget=forms.RadioSelect, required=False
    )
    how = forms.CharField(
        label=_("How you asked, and what they said"), max_length=300, required=False,
        help_text=_("For example: called the listed number, they read the new one to me. Name nobody."),
    )  # fmt: skip

    def __init__(self, data: Any, *, channels: list[str]) -> None:
        super().__init__(data, prefix="call")
        self.fields["channel"].choices = [(name, CallBack.Channel(name).label) for name in channels]  # type: ignore[attr-defined]
        self.fields["channel"].initial = next(iter(channels), "")


class WordsForm(DeskForm):
    words = forms.CharField(label=_("Why"), max_length=2000, widget=LONG)


class WithdrawForm(WordsForm):
    reason = forms.ChoiceField(label=_("Reason"), choices=WithdrawReason.of_curators, widget=forms.RadioSelect)
    words = forms.CharField(label=_("In your words, for colleagues"), max_length=2000, widget=LONG, required=False)
    field_order = ["reason", "words"]


class VerificationForm(DeskForm):
    """What can be confirmed of one listing: the ways to connect first, as somebody may be calling them tonight."""

    how = forms.ChoiceField(label=_("How did you check?"), widget=forms.RadioSelect, choices=[
        (how.value, how.label) for how in Verification.How if how != Verification.How.LINK
    ], error_messages={"required": _("Say how you checked.")})  # fmt: skip
    on = forms.DateField(label=_("On which day?"), widget=DayInput())
    ways = forms.MultipleChoiceField(
        label=_("Which ways to connect are right as they stand?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    facts = forms.MultipleChoiceField(label=_("What else is?"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, listing: Organization, data: Any = None) -> None:
        super().__init__(data, initial={"on": timezone.localdate()})
        facts = facts_of(listing)
        told = zip(listing.ways.all(), facts["ways"], strict=True)
        offered: Any = self.fields
        offered["ways"].choices = [(verifying.key_of(way), _stands(way, row)) for way, row in told]
        offered["facts"].choices = [(part, _said(part, facts)) for part in verifying.parts_of(facts)]

    def checked(self, result: str) -> Checked:
        return Checked(result=result, **self.cleaned_data)


def _stands(way: WayToConnect, row: PlainFacts) -> str:
    """Say a way with when it was confirmed."""
    [line] = readable("ways", [row])
    standing = way.checked
    return f"{line} – {standing.word.label}{f', {date_format(standing.day)}' if standing.day else ''}"


def _said(part: str, facts: PlainFacts) -> str:
    """Name a part of the facts with what it says; the rest is too much for a line."""
    label = str(verifying.LABELS[part])
    if part == verifying.REST:
        return label
    lines = [line for name in verifying.names_in(part) for line in readable(name, facts[name], facts)]
    return f"{label}: {', '.join(lines)}"
