"""Every object and field that partners are given, stated once: the serializers, the schemas, the tables and the page of fields go by it.

Names are those of HSDS 3.2; the meanings say what this directory puts there.
"""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.encoding import iri_to_uri
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Made = dict[str, Any]
NOTHING: tuple[Any, ...] = (None, "", [])


class Kind(Enum):
    """What a value is; ONE and MANY are objects inside the object."""

    TEXT = "text"
    ID = "uuid"
    WEB = "uri"
    EMAIL = "email"
    NUMBER = "number"
    DAY = "date"
    TIME = "date-time"
    # Hours and minutes of a clock; with its offset in JSON, with seconds in tables.
    CLOCK = "time"
    ONE = "one"
    MANY = "many"


@dataclass(frozen=True)
class Field:
    name: str
    kind: Kind
    meaning: str | Promise
    is_required: bool = False
    # The object inside.
    of: str = ""
    values: tuple[str, ...] = ()

    @property
    def is_nested(self) -> bool:
        return self.kind in (Kind.ONE, Kind.MANY)


@dataclass(frozen=True)
class Thing:
    """A kind of object: its name in HSDS, and its table in the data package."""

    name: str
    table: str
    meaning: str | Promise
    fields: tuple[Field, ...]

    @property
    def columns(self) -> list[Field]:
        return [field for field in self.fields if not field.is_nested]


def _id(name: str, meaning: str | Promise, *, is_required: bool = False) -> Field:
    return Field(name, Kind.ID, meaning, is_required)


def _text(name: str, meaning: str | Promise, *, is_required: bool = False, values: tuple[str, ...] = ()) -> Field:
    return Field(name, Kind.TEXT, meaning, is_required, values=values)


def _many(name: str, of: str) -> Field:
    return Field(name, Kind.MANY, "", of=of)


def _one(name: str, of: str) -> Field:
    return Field(name, Kind.ONE, "", of=of)


_OWN = _id("id", _("Stays the same for ever."), is_required=True)
_OF_ORGANIZATION = _id("organization_id", _("The organization it belongs to."))
_OF_SERVICE = _id("service_id", _("The service it belongs to."))
_OF_LOCATION = _id("location_id", _("The location it belongs to."))

_THINGS = (
    Thing("organization", "organizations", _("A listed organization or group."), (
        _OWN,
        _text("name", _("Its name."), is_required=True),
        _text("alternate_name", _("Its short form, former names and other spellings, apart by “; ”.")),
        _text("description", _("What it does; its name and place if nobody has described it."), is_required=True),
        Field("email", Kind.EMAIL, _("An address of the group, never a person’s.")),
        Field("website", Kind.WEB, _("Its own website.")),
        Field("uri", Kind.WEB, _("Its page in this directory.")),
        _id("parent_organization_id", _("The listed organization it is part of.")),
        _many("additional_websites", "url"), _many("phones", "phone"), _many("locations", "location"),
        _many("attributes", "attribute"), _many("services", "service"),
    )),
    Thing("service", "services", _("What a person can turn to an organization for: exactly one for each."), (
        _OWN, _OF_ORGANIZATION,
        _text("name", _("“Connect with” and the name of the organization."), is_required=True),
        _text("description", _("What the organization does.")),
        Field("url", Kind.WEB, _("The organization’s own website.")),
        Field("email", Kind.EMAIL, _("The organization’s address.")),
        _text("status", _("What is listed is active; what is not is not here."), is_required=True, values=("active",)),
        _text("fees_description", _("Whether it costs money, where that is known.")),
        _text("accreditations", _("On what ground it is listed, and under which version of the criteria.")),
        _text("eligibility_description", _("Whether there is an age limit, where that is known.")),
        Field("assured_date", Kind.DAY, _("The day on which the facts were last checked.")),
        Field("assurer_email", Kind.EMAIL, _("The address of this directory.")),
        Field("last_modified", Kind.TIME, _("When anything in it last changed, or the words it is sorted by.")),
        _one("organization", "organization"), _many("additional_urls", "url"), _many("phones", "phone"),
        _many("schedules", "schedule"), _many("service_areas", "service_area"),
        _many("service_at_locations", "service_at_location"), _many("languages", "language"),
        _many("contacts", "contact"), _many("attributes", "attribute"),
    )),
    Thing("service_at_location", "service_at_location", _("A service at a place that is open to the public."), (
        _OWN, _id("service_id", _("The service."), is_required=True), _id("location_id", _("The location."), is_required=True),
        _one("service", "service"), _one("location", "location"), _many("schedules", "schedule"),
    )),
    Thing("location", "locations", _("A place that anyone may walk into and whose group asked for it to be shown."), (
        _OWN,
        _text("location_type", _("Always a place to go to."), is_required=True, values=("physical",)),
        _OF_ORGANIZATION,
        _text("name", _("The name of the organization.")),
        _text("description", _("The address as the group writes it.")),
        Field("latitude", Kind.NUMBER, _("Of that place, to two decimals: about a kilometre.")),
        Field("longitude", Kind.NUMBER, _("Of that place, to two decimals: about a kilometre.")),
        _many("addresses", "address"),
    )),
    Thing("address", "addresses", _("The address of such a place, if all its parts are known."), (
        _OWN, _OF_LOCATION,
        _text("address_1", _("The address as the group writes it."), is_required=True),
        _text("city", _("Town."), is_required=True),
        _text("state_province", _("State or region."), is_required=True),
        _text("postal_code", _("Postal code."), is_required=True),
        _text("country", _("Two letters (ISO 3166-1)."), is_required=True),
        _text("address_type", _("Always a place to go to."), is_required=True, values=("physical",)),
    )),
    Thing("phone", "phones", _("A number of the group, never a person’s."), (
        _OWN, _OF_ORGANIZATION, _OF_SERVICE, _id("contact_id", _("The contact it belongs to.")),
        _text("number", _("The number."), is_required=True),
        _text("type", _("Always “voice”.")),
        _text("description", _("What it is for, when, in which languages, and what is good to know first.")),
    )),
    Thing("contact", "contacts", _("A way to talk to a member. There are no names of people."), (
        _OWN, _OF_SERVICE, _text("title", _("What one finds there, never who.")), _many("phones", "phone"),
    )),
    Thing("url", "url", _("A link of the group: social media, lists, chats, events."), (
        _OWN, _text("label", _("What it leads to.")), Field("url", Kind.WEB, _("The link."), is_required=True),
        _OF_ORGANIZATION, _OF_SERVICE,
    )),
    Thing("schedule", "schedules", _("When one can come or call: one for each time that the group’s words name."), (
        _OWN, _OF_SERVICE, _id("service_at_location_id", _("The place it belongs to, if doors are open there.")),
        _text("description", _("What and when, in the group’s words; and the time zone, if that is known.")),
        _text("freq", _("How often, where the words leave nothing to guess."), values=("WEEKLY", "MONTHLY")),
        _text("byday", _("On which days, as in iCalendar: TU, or 1SU for the first Sunday of the month.")),
        Field("dtstart", Kind.DAY, _("The day, if it is only one.")),
        Field("until", Kind.DAY, _("The same day.")),
        Field("count", Kind.NUMBER, _("Always 1, with such a day.")),
        Field("opens_at", Kind.CLOCK, _("From when, by the clock there, if its time zone is known.")),
        Field("closes_at", Kind.CLOCK, _("Until when, if the words say so; if that is earlier, on the next day.")),
        Field("timezone", Kind.NUMBER, _("How many hours that clock is from UTC: on that day, or in winter. Summer time does not move what comes again and again.")),
        Field("schedule_link", Kind.WEB, _("Where to read more.")),
        _text("notes", _("What is good to know first.")),
    )),
    Thing("service_area", "service_areas", _("A place it serves."), (
        _OWN, _OF_SERVICE,
        _text("name", _("The place, in words.")),
        _text("extent", _("The same: a town or county, a state, a country.")),
        _text("extent_type", _("Always “text”.")),
    )),
    Thing("language", "languages", _("A language people can use there."), (
        _OWN, _OF_SERVICE, _text("name", _("Its name in English.")),
        _text("code", _("Its BCP 47 tag: ISO 639, with a script or region where that matters.")),
    )),
    Thing("attribute", "attributes", _("A term that holds for an organization or its service."), (
        _OWN,
        _id("link_id", _("What it holds for."), is_required=True),
        _id("taxonomy_term_id", _("The term."), is_required=True),
        _text("link_type", _("The taxonomy.")),
        _text("link_entity", _("What kind of thing it holds for."), is_required=True, values=("organization", "service")),
        _text("value", _("The link of a way to connect; the answer to what happens on contact.")),
        _text("label", _("The term, or the way to connect, in words.")),
        _one("taxonomy_term", "taxonomy_term"),
    )),
    Thing("taxonomy", "taxonomies", _("A list of terms of this directory."), (
        _OWN, _text("name", _("Its name."), is_required=True),
        _text("description", _("What it says."), is_required=True),
        Field("uri", Kind.WEB, _("Where it is explained.")), _text("version", _("The version of this profile.")),
    )),
    Thing("taxonomy_term", "taxonomy_terms", _("A term of such a list."), (
        _OWN, _text("code", _("Its short name, as in addresses and spreadsheets.")),
        _text("name", _("Its name."), is_required=True),
        _text("description", _("What it means."), is_required=True),
        _id("parent_id", _("The wider term.")), _text("taxonomy", _("The name of its list.")),
        _id("taxonomy_id", _("Its list.")), _text("language", _("The language of its words.")),
    )),
)  # fmt: skip
THINGS = {thing.name: thing for thing in _THINGS}
_NAMES = {thing.name: frozenset(field.name for field in thing.fields) for thing in _THINGS}
_WEB = {thing.name: frozenset(field.name for field in thing.fields if field.kind is Kind.WEB) for thing in _THINGS}


def made(thing: str, /, **values: Any) -> Made:
    """Make an object of what is known. Nothing is ever null or empty, and a field that is not in the dictionary is refused."""
    if not values.keys() <= _NAMES[thing]:
        raise TypeError(f"{thing} has no {', '.join(sorted(values.keys() - _NAMES[thing]))}")
    return {
        name: iri_to_uri(value) if name in _WEB[thing] else value
        for name, value in values.items()
        if value not in NOTHING
    }


def flat(thing: str, value: Made) -> Made:
    """Return an object without what is inside it."""
    return {field.name: value[field.name] for field in THINGS[thing].columns if field.name in value}
