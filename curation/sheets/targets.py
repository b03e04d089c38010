"""What a column of somebody's sheet can mean: the columns of our own, and some that only come in."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from curation.sheets import words
from directory import places
from directory.columns import BY_NAME, COLUMNS, LISTING, LISTING_LABELS, LISTING_VERSION, Shape
from directory.search.folding import fold

NOTE, SKIP, PRIVATE = "note", "skip", "private"
MADE = "made"
WAYS, POSTAL_CODE, STANDING, SOURCE, AS_OF = "ways", "postal_code", "standing", "source", "as_of"
# What nothing can be listed without, beside a name and a way to reach it, of which there are many.
NEEDED = ("description", "focus_areas", "reach")
# Of these a sheet may have several columns; each adds to what the others say.
MAY_REPEAT = frozenset(
    [
        *(NOTE, SKIP, PRIVATE, WAYS),
        *("description", "other_names", "focus_areas", "languages", "populations", "service_areas"),
        *(column.name for column in COLUMNS if column.shape == Shape.WAY),
    ]
)


@dataclass(frozen=True)
class Target:
    """`meaning` is what the guide says of it."""

    name: str
    label: str
    meaning: str


_INCOMING: dict[str, tuple[str | Promise, str | Promise]] = {
    WAYS: (_("Ways to connect (several kinds)"), _("Kinds apart by “;”, or one on each line as “Volunteer: details”.")),
    POSTAL_CODE: (_("Postal code"), _("Kept as a note for reviewers; listings show the town.")),
    STANDING: (_("Whether it still exists"), _("A group that is said to be closed is left out unless you include it.")),
    SOURCE: (_("How you know"), _("Where the answers on contact come from, for the whole row.")),
    AS_OF: (_("Day you learned it"), _("The day of the answers on contact, for the whole row.")),
    LISTING: (LISTING_LABELS[LISTING], _("Finds the listing a row is about. It cannot give an ID to anything.")),
    LISTING_VERSION: (
        LISTING_LABELS[LISTING_VERSION],
        _("Shows that the listing has changed since this sheet was made."),
    ),
    MADE: (_("When this sheet was taken away"), _("Shows that you sent something newer since.")),
    NOTE: (_("A note for reviewers"), _("Only reviewers read it. Several columns may be notes.")),
    PRIVATE: (_("Leave out: private"), _("About people, or not to be shared. It is not kept.")),
    SKIP: (_("Leave out"), _("Not taken over.")),
}


# The columns that we put beside somebody's own when they take their sheet back.
MADE_HEADING = _("Check: made")
CHECK_HEADINGS = (_("Check: status"), _("Check: reason"), _("Check: match"), MADE_HEADING)


def targets() -> list[Target]:
    ours = [Target(column.name, column.heading, str(column.meaning)) for column in COLUMNS]
    return [*ours, *(Target(name, str(label), str(meaning)) for name, (label, meaning) in _INCOMING.items())]


def label_of(name: str) -> str:
    return BY_NAME[name].heading if name in BY_NAME else str(_INCOMING[name][0])


def unsaid(mapping: Collection[str]) -> list[str]:
    """Name what no column says and nothing can be listed without: reviewers would have to find it out, group by group."""
    return [label_of(name) for name in NEEDED if name not in mapping]


def is_known(name: str) -> bool:
    return name in BY_NAME or name in _INCOMING


def is_ours(heading: str) -> bool:
    """Whether we put a column of this heading beside somebody's own."""
    return fold(heading) in {fold(str(ours)) for ours in CHECK_HEADINGS}


@cache
def by_heading() -> dict[str, str]:
    """Return what every heading we know means, folded: our own in each language, and those people use."""
    known = dict(words.headings())
    for language in places.LANGUAGES:
        with override(language):
            known |= {fold(label_of(name)): name for name in (*BY_NAME, *_INCOMING) if name not in (PRIVATE, SKIP)}
            known |= {fold(str(heading)): SKIP for heading in CHECK_HEADINGS}
            known[fold(str(MADE_HEADING))] = MADE
    return known
