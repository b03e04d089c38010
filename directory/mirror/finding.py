"""How groups are found in a copy: by letter, by what pages link to, and by a script that reads names from a file."""

import json
from collections.abc import Iterator

from django.http import QueryDict

from directory import facets
from directory.answers import Answer
from directory.filters import OrganizationFilter
from directory.index import Index
from directory.mirror.lists import Sheet
from directory.mirror.pages import AT_ONCE, Copy, drawn
from directory.models import OrganizationQuerySet
from directory.question import Link, list_url
from directory.search.folding import fold

DATA = "groups/names.js"
LEADS_IN = ("focus", "language", "country", "region")


def page(copy: Copy, known: Index, letters: list[Sheet]) -> str:
    everything = Answer(OrganizationFilter(QueryDict(), terms=known.terms), known)
    context: dict[str, object] = {
        "letters": [letter.link for letter in letters],
        "total": len(known.listed),
        "parts": [
            (facet.label, [Link(c.label, list_url(**{facet.name: c.value}), c.count) for c in facet.choices if c.count])
            for facet in facets.facets(everything, LEADS_IN)
        ],
    }
    return drawn(copy, "directory/mirror/find.html", context)


def data(listed: OrganizationQuerySet) -> Iterator[bytes]:
    """Yield a script that holds the name, address, place and words of each group: a page opened from a disk may load no data."""
    yield b"var GROUPS = [\n"
    for organization in listed.prefetch_related("focus_areas").iterator(chunk_size=AT_ONCE):
        words = [*organization.names, organization.place, *(area.name for area in organization.focus_areas.all())]
        told = [organization.name, organization.slug, organization.place, fold(" ".join(words))]
        yield f"{json.dumps(told)},\n".encode()
    yield b"];\n"
