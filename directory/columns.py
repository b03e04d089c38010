"""The columns of a spreadsheet of organizations, in order: what each is called, what it means, and how a fact is written there.

The export, the empty template, the guide and the reading of what comes in all go by this one list.
"""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory import choices
from directory.record import label

# What a sheet from here carries besides facts: which listing a row is, and how it stood then.
LISTING, LISTING_VERSION = "listing", "listing_version"
LISTING_LABELS = {LISTING: _("Listing ID"), LISTING_VERSION: _("Version")}


class Shape(Enum):
    """How what a cell says is written."""

    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    WEB = "web"
    EMAIL = "email"
    PHONE = "phone"
    COUNTRY = "country"
    REGION = "region"
    NUMBER = "number"
    TICK = "tick"
    TERMS = "terms"
    LISTING = "listing"
    AREAS = "areas"
    WAY = "way"
    POLICY = "policy"


@dataclass(frozen=True)
class Column:
    """`name` is the fact, or the fact's part: `way-meeting`, `policy-police`."""

    name: str
    shape: Shape
    meaning: str | Promise
    example: str = ""

    @property
    def fact(self) -> str:
        return {"way": "ways", "policy": "policies"}.get(self._family, self.name)

    @cached_property
    def part(self) -> str:
        """Return which kind of way, or which question."""
        return self.name.partition("-")[2]

    @property
    def heading(self) -> str:
        if self._family == "way":
            return str(choices.Way(self.part).label)
        if self._family == "policy":
            return str(choices.Question(self.part).label)
        return label(self.name)

    @property
    def _family(self) -> str:
        return self.name.partition("-")[0]


_WAY = _(
    "One on each line; parts apart by “|”: a few words, a link, a number, and if you like “when:”, “in:” (languages), "
    "“for:” and “note:”."
)
_POLICY = _(
    "Yes or No, then how you know and on which day, apart by “|”. Without both it is only a note for reviewers. "
    "Leave it empty if it is not known."
)
_PLACE = _("To about a kilometre, and only of a place whose address is shown. Elsewhere the town says where it is.")
COLUMNS = (
    Column("name", Shape.TEXT, _("The name of the group. Never a person’s."), "Lantern Collective"),
    Column("acronym", Shape.TEXT, _("A short form, if it has one."), "LC"),
    Column("other_names", Shape.LINES, _("Former names and other spellings, apart by “;”."), "Lantern; La Linterna"),
    Column("kind", Shape.CHOICE, _("What it is."), "Local group"),
    Column("parent", Shape.LISTING, _("The listed organization it is a chapter or project of.")),
    Column(
        "leadership",
        Shape.CHOICE,
        _("Who leads it. Only reviewers read it until the group itself says it in public or agrees."),
    ),
    Column("description", Shape.TEXT, _("Two or three plain sentences. No names of people."), "Peer support and rides."),
    Column("website", Shape.WEB, _("Its own web address."), "https://lantern.example.org/"),
    Column("email", Shape.EMAIL, _("An address of the group, never a person’s own."), "info@lantern.example.org"),
    Column("phone", Shape.PHONE, _("A number of the group, with area code."), "+1 775 555 0100"),
    Column("reach", Shape.CHOICE, _("How far it reaches."), "One town or area"),
    Column("country", Shape.COUNTRY, _("Country, by name or two letters."), "United States"),
    Column("region", Shape.REGION, _("State or region, by name or code."), "Nevada"),
    Column("city", Shape.TEXT, _("The town only, never a street."), "Reno"),
    Column("latitude", Shape.NUMBER, _PLACE, "39.53"),
    Column("longitude", Shape.NUMBER, _PLACE, "-119.81"),
    Column(
        "public_address",
        Shape.TEXT,
        _("Only of a place that anyone may walk into, and only with a yes in the next two columns."),
    ),
    Column("address_is_open", Shape.TICK, _("Yes if anyone may walk in.")),
    Column("address_is_agreed", Shape.TICK, _("Yes if the group asked for its address to be shown.")),
    Column("focus_areas", Shape.TERMS, _("What it works on, apart by “;”."), "Connection and care"),
    Column("languages", Shape.TERMS, _("Languages people can use there, apart by “;”."), "English; Spanish"),
    Column("populations", Shape.TERMS, _("Who it is there for, apart by “;”."), "People in the sex trades"),
    Column(
        "service_areas",
        Shape.AREAS,
        _("Other places it serves, apart by “;”: town, state, country."),
        "Sparks, Nevada, United States",
    ),
    *(
        Column(f"way-{way.value}", Shape.WAY, _WAY, "Warm line | +1 775 555 0101 | when: nights" if way == "peer-line" else "")
        for way in choices.Way
    ),
    *(
        Column(
            f"policy-{question.value}", Shape.POLICY, _POLICY,
            "No | https://lantern.example.org/privacy | 2026-03-01" if question == "police" else "",
        )
        for question in choices.Question
    ),
)  # fmt: skip
BY_NAME = {column.name: column for column in COLUMNS}
