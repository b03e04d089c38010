"""A map of a question: regions shaded by how many groups are there, each a link, drawn on the server.

There are no pins: a region is the finest that is drawn, whatever a group says of its place.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote_plus

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from directory import places, question
from directory.answers import Answer

# Each map, the filter its regions are values of, and what all of them begin with.
MAPS = {"world": (_("The world"), "country", ""), "us": (_("The United States"), "region", "US-")}
# Regions are shaded in so many steps, each twice as many groups as the one before.
STEPS = 5


class Region(NamedTuple):
    """A shape with its groups; `path` is empty for what is too small or too far to be drawn."""

    code: str
    name: str
    groups: int
    step: int
    url: str
    path: str


def regions(answer: Answer, name: str) -> list[Region]:
    """List the regions of a map: all that are drawn, and all that have groups."""
    _title, part, prefix = MAPS[name]
    counts = {value: n for value, n in answer.counts(part).items() if value.startswith(prefix)}
    paths: dict[str, str] = _shapes(name)["regions"]
    most = max(counts.values(), default=0)
    # No question holds a NUL, so this finds the place of the code in the address.
    before, after = question.list_url(answer.data, **{part: "\0"}).split(quote_plus("\0"))
    found = [
        Region(
            code,
            _name_of(code),
            counts.get(code, 0),
            _step(counts.get(code, 0), most),
            f"{before}{quote_plus(code)}{after}",
            paths.get(code, ""),
        )
        for code in sorted(counts.keys() | paths.keys())
        if code in counts or places.is_known(code)
    ]
    return sorted(found, key=lambda region: (-region.groups, region.name))


def shown(answer: Answer, name: str) -> int:
    """Count what is found and is in some region of a map: each once, though it may be in several."""
    _title, part, prefix = MAPS[name]
    there = (slots for value, slots in answer.index.by_value(part).items() if value.startswith(prefix))
    return answer.found.intersection_cardinality(BitMap.union(BitMap(), *there))


def view_box(name: str) -> str:
    return " ".join(str(number) for number in _shapes(name)["viewBox"])


def _step(count: int, most: int) -> int:
    """Return 0 for none, and 1 to `STEPS` by how a count compares with the largest one."""
    step = STEPS if count else 0
    while count and step > 1 and count * 2 ** (STEPS - step + 1) <= most:
        step -= 1
    return step


def _name_of(code: str) -> str:
    country, _hyphen, region = code.partition("-")
    return places.region_name(country, region) if region else places.country_name(country)


@cache
def _shapes(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        (Path(settings.BASE_DIR) / "fixtures" / "maps" / f"{name}.json").read_text("utf-8")
    )
    return found
