"""What a phone has to fetch for its first page: everything included, as it goes over the wire."""

import gzip
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from directory.list_page import PER_PAGE
from tests import factories

WORDS = ["Amber", "Basil", "Cedar", "Dune", "Elm", "Harbor", "Lantern", "Meadow", "Orchard", "Quarry"]
MOST_BYTES = 30_000
MOST_SCRIPT = 3_000
LINKED = re.compile(r'(?:href|src)="/static/([^"]+)"')


def packed(content):
    return len(gzip.compress(content, 6))


def test_a_full_list_and_all_it_links_fit_in_thirty_kilobytes(client, db):
    for number in range(PER_PAGE):
        factories.organization(
            name=f"{WORDS[number % 5]} {WORDS[number // 5 + 5]}",
            description=f"{number} of us cook on day {number}. " + "We share food, rent help and a warm room. " * 6,
            focus_areas=["connection-care", "living-wages-housing", "economic-justice"],
            ways=[{"kind": kind, "label": "By asking"} for kind in ("meeting", "peer-line", "donate")],
        )

    answer = client.get("/groups/", headers={"accept-encoding": "gzip"})
    page = gzip.decompress(answer.content).decode()
    linked = set(LINKED.findall(page))

    assert page.count('class="card"') == PER_PAGE
    assert {name.rsplit(".", 1)[1] for name in linked} == {"css", "js", "svg"}
    files = {name: packed(Path(finders.find(name)).read_bytes()) for name in linked}
    assert len(answer.content) + sum(files.values()) < MOST_BYTES, files


def test_the_public_pages_have_less_script_than_a_small_picture():
    # Pages of a copy have a script of their own: there is no server that could search.
    ours = [path for path in static_files() if path.startswith("directory/") and path.endswith(".js")]
    scripts = [path for path in ours if not path.startswith("directory/copy/")]

    assert scripts
    assert sum(Path(finders.find(path)).stat().st_size for path in scripts) <= MOST_SCRIPT


def static_files():
    for finder in finders.get_finders():
        yield from (path for path, _storage in finder.list([]))


def test_the_first_paint_waits_for_nothing_but_our_own_styles(client, db):
    page = client.get("/groups/").content.decode()
    scripts = re.findall(r"<script[^>]*>", page)
    styles = [
        Path(finders.find(path)).read_text(encoding="utf-8")
        for path in static_files()
        if path.endswith(".css") and path.startswith("directory/")
    ]

    assert scripts and all(" defer" in script for script in scripts)
    assert styles and not [word for style in styles for word in ("@import", "@font-face", "url(") if word in style]
