"""What a question says in words of its own, judged: text to search for, a place, a group whose family is meant.

A form field says in a sentence what it does not understand.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, Filter

from directory import places
from directory.models import Organization
from directory.near import Here, here
from directory.search.folding import folded_words

UNKNOWN_VALUE = {"invalid_choice": _("“%(value)s” is not a choice we know.")}
# Every word is a condition of its own, and databases refuse a condition of hundreds of parts.
MOST_WORDS = 20
MOST_LETTERS = 200
# Of what nobody knows, as it is said back.
MOST_SHOWN = 80
LONGEST_ADDRESS: int = Organization._meta.get_field("slug").max_length  # type: ignore[assignment]


def is_too_long(text: str) -> bool:
    return len(text) > MOST_LETTERS or len(folded_words(text)) > MOST_WORDS


class WordsField(forms.CharField):
    """Any text a person would search for; only its length is limited."""

    def validate(self, value: Any) -> None:
        super().validate(value)
        if is_too_long(value):
            sentence = _("This is too long to search for. Use up to %(words)d words.")
            raise ValidationError(sentence, params={"words": MOST_WORDS})


class WordsFilter(CharFilter):
    field_class = WordsField


class RegionField(forms.CharField):
    """A country's code, a hyphen, and the region's code or name: `US-NV`."""

    def clean(self, value: Any) -> tuple[str, str] | None:
        text = super().clean(value)
        if not text:
            return None
        country, _hyphen, region = text.partition("-")
        if country not in dict(places.country_choices()) or not region:
            raise ValidationError(UNKNOWN_VALUE["invalid_choice"], params={"value": text[:MOST_SHOWN]})
        return country, region


class RegionFilter(Filter):
    field_class = RegionField


class PlaceField(forms.CharField):
    """A town, a postal code, a region or a country; its clean value is what it may mean, likeliest first."""

    default_error_messages = {
        "unknown": _("We do not know a place called “%(value)s”. Try a larger town nearby, a ZIP code, or a state."),
    }

    def clean(self, value: Any) -> list[Here]:
        text = super().clean(value)
        found = here(text) if text else []
        if text and not found:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"value": text[:MOST_SHOWN]})
        return found


class PlaceFilter(Filter):
    field_class = PlaceField


class FamilyField(forms.CharField):
    """What the address of a listing ends with, now or formerly; its clean value is that listing. What is not `among` those asked was never heard of here."""

    def __init__(self, *, among: Any, **given: Any) -> None:
        super().__init__(**given)
        self.among = among

    def clean(self, value: Any) -> Organization | None:
        text = super().clean(value)
        found = member(text, self.among) if text else None
        if text and found is None:
            raise ValidationError(UNKNOWN_VALUE["invalid_choice"], params={"value": text[:MOST_SHOWN]})
        return found


class FamilyFilter(Filter):
    field_class = FamilyField


def member(slug: str, among: Any) -> Organization | None:
    return among.at_address(slug) if len(slug) <= LONGEST_ADDRESS else None
