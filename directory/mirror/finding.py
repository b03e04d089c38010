"""How groups are found in a copy: by letter, by what pages link to, and by a script that looks words up; see `words`."""

import json
from collections.abc import Iterator

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import override

from directory import facets
from directory.answers import MOST_RANKED, Answer
from directory.filters import OrganizationFilter
from directory.index import Index
from directory.mirror.addresses import here
from directory.mirror.lists import Sheet
from directory.mirror.pages import AT_ONCE, Copy, drawn
from directory.mirror.progress import Progress
from directory.mirror.words import CHOICES, INDEX
from directory.models import Organization
from directory.pieces import in_pieces
from directory.question import Link, list_url

FOLDER = "found"


def page(copy: Copy, known: Index, letters: list[Sheet]) -> str:
    """Draw it in the language that is spoken."""
    everything = Answer(OrganizationFilter(QueryDict(), terms=known.terms), known)
    context: dict[str, object] = {
        "letters": [letter.link for letter in letters],
        "total": len(known.listed),
        "words": f"/{INDEX}",
        "at_once": AT_ONCE,
        "most_ranked": MOST_RANKED,
        "parts": [
            (
                facet,
                [
                    (c.value, Link(c.label, list_url(**{facet.name: c.value}), c.count))
                    for c in facet.choices
                    if c.count
                ],
            )
            for facet in facets.facets(everything, CHOICES)
        ],
    }
    return drawn(copy, "directory/mirror/find.html", context, reverse("organization_list"))


def files(known: Index, progress: Progress) -> Iterator[tuple[str, bytes]]:
    """Yield what is shown of each group that is found, in pieces, by the number that words have for it, in each language."""
    in_order = progress.through(known.in_order_of_name(known.listed), len(known.listed))
    for number, slots in enumerate(in_pieces(in_order, AT_ONCE)):
        pks = [known.pks[slot] for slot in slots]
        found = Organization.objects.listed().prefetch_related("focus_areas").in_bulk(pks)
        for language, _name in settings.LANGUAGES:
            with override(language):
                file = here(f"{FOLDER}/{number}.js")
                # What was taken down since the words were read keeps its number.
                told = [_told(found[pk]) if pk in found else None for pk in pks]
            yield file, f"WORDS.show({number},{json.dumps(told)});\n".encode()


def _told(organization: Organization) -> list[str]:
    name = f"{organization.name} ({organization.acronym})" if organization.acronym else organization.name
    areas = ", ".join(area.said() for area in organization.focus_areas.all())
    return [name, organization.slug, organization.place, areas]
