"""What a partner system may ask. Parts add up; whatever is not understood is refused, so that no list only looks filtered."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.question_fields import PlaceField, WordsField

MOST_PER_PAGE = 100
USUAL_PER_PAGE = 50
FORMATS = ("json", "ndjson")
# Of ids that a partner holds, at a time.
MOST_IDS = 10_000
FARTHEST_METRES = 20_100_000
NO_POSTCODE = gettext_lazy(
    "“%(value)s” is no place we can ask for. Give a postal code of the United States or Canada, or a town."
)

PAGING = ("page", "per_page", "format")
OF_LISTINGS = (
    "search", "taxonomy_term_id", "taxonomy_id", "organization_id", "modified_after", "postcode", "proximity", "full",
)  # fmt: skip
# What may be said more than once.
SEVERAL = frozenset({"taxonomy_term_id", "taxonomy_id"})


class Refused(Exception):
    """A question that is not understood, as a sentence about one of its parts."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field, self.message = field, message


class IdsField(forms.UUIDField):
    """Identifiers, as many as are given."""

    widget = forms.SelectMultiple

    def to_python(self, value: Any) -> Any:
        return [super(IdsField, self).to_python(text) for text in value or []]


class SwitchField(forms.Field):
    VALUES = {"true": True, "1": True, "false": False, "0": False}

    def to_python(self, value: str | None) -> bool:
        try:
            return value is not None and self.VALUES[value.strip().lower()]
        except KeyError:
            raise ValidationError(_("Say true or false.")) from None


class MomentField(forms.Field):
    def to_python(self, value: Any) -> datetime | None:
        # A plus sign that was not escaped arrives as a space.
        text = (value or "").strip().replace(" ", "+")
        try:
            day = parse_date(text)
            moment = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else parse_datetime(text)
            moment = moment and moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
        except (ValueError, OverflowError):
            moment = None
        if text and moment is None:
            raise ValidationError(_("Write a day or a moment as in 2026-05-01 or 2026-05-01T10:30:00Z."))
        return moment


class QuestionForm(forms.Form):
    page = forms.IntegerField(required=False, validators=[MinValueValidator(1)])
    per_page = forms.IntegerField(required=False, validators=[MinValueValidator(1)])
    format = forms.ChoiceField(required=False, choices=[(name, name) for name in FORMATS])
    search = WordsField(required=False)
    taxonomy_term_id = IdsField(required=False)
    taxonomy_id = IdsField(required=False)
    organization_id = forms.UUIDField(required=False)
    parent_id = forms.UUIDField(required=False)
    modified_after = MomentField(required=False)
    postcode = PlaceField(required=False, error_messages={"unknown": NO_POSTCODE})
    proximity = forms.IntegerField(
        required=False, validators=[MinValueValidator(0), MaxValueValidator(FARTHEST_METRES)]
    )
    full = SwitchField(required=False)
    minimal = SwitchField(required=False)
    full_service = SwitchField(required=False)
    top_only = SwitchField(required=False)

    def clean_postcode(self) -> Any:
        meant = self.cleaned_data["postcode"]
        if meant and meant[0].latitude is None:
            raise ValidationError(NO_POSTCODE, params={"value": meant[0].name})
        return meant[0] if meant else None

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("proximity") is not None and not told.get("postcode") and "postcode" not in self.errors:
            self.add_error("proximity", gettext_lazy("Say near which postal code: postcode=89501&proximity=40000."))
        if told.get("full") and told.get("minimal"):
            self.add_error("minimal", gettext_lazy("Ask for full records or for minimal ones."))
        at_once = "format=ndjson" if told.get("format") == "ndjson" else "minimal=true" if told.get("minimal") else ""
        for name in ("page", "per_page"):
            if at_once and name in self.data:
                sentence = gettext_lazy("With %(part)s everything comes at once. Leave this out.")
                self.add_error(name, ValidationError(sentence, params={"part": at_once}))
        return told


class Question(dict[str, Any]):
    """What was asked, by the names of the standard."""

    @property
    def page(self) -> int:
        return int(self["page"] or 1)

    @property
    def per_page(self) -> int:
        return min(self["per_page"] or USUAL_PER_PAGE, MOST_PER_PAGE)

    @property
    def wants_all(self) -> bool:
        """Whether everything is to come at once, one record a line."""
        return bool(self["format"] == "ndjson")


def read(data: QueryDict, allowed: tuple[str, ...]) -> Question:
    for name, values in data.lists():
        if name not in allowed:
            raise Refused(name, _not_asked(allowed))
        if name not in SEVERAL and len(values) > 1:
            raise Refused(name, _("Say this once."))
        if not all(map(str.strip, values)):
            raise Refused(name, _("This is empty. Give it a value, or leave it out."))
    form = QuestionForm(data)
    if not form.is_valid():
        field, sentences = next(iter(form.errors.items()))
        raise Refused(field, " ".join(map(str, sentences)))
    return Question(form.cleaned_data)


def _not_asked(allowed: tuple[str, ...]) -> str:
    if not allowed:
        return _("Nothing can be asked here. Leave out what follows the question mark.")
    return _("This is not asked here. You can ask: %(names)s.") % {"names": ", ".join(allowed)}


def the_id(text: str) -> UUID | None:
    """Read an identifier in an address; None if it is not one."""
    try:
        return UUID(text)
    except ValueError:
        return None
