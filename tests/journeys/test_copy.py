"""Somebody opens a copy of the directory from a stick, with no network and no server."""

import re
import shutil
from urllib.parse import urlencode

import pytest
from django.core.management import call_command
from django.db import transaction
from django.http import QueryDict

from curation import founding
from directory import index
from directory.answers import Answer
from directory.filters import OrganizationFilter
from directory.mirror import finding, words
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db
ASKED = (
    # Names, other names, acronyms and descriptions.
    "song", "SÓNG red", "swop", "bail fund", "harm", "rides to the clinic", "organisers", "naranja club", "NH",
    # Places by name and code, in both languages, and the beginning of one.
    "NV", "Nevada", "US-NV", "United States", "Estados Unidos", "Scotland", "new york", "calif",
    # Focus areas, languages, ways to connect, and words that mean the same.
    "housing justice", "vivienda", "Spanish", "español", "criminalization", "criminalisation", "sex worker", "lawyer", "abogada",
    # Writing without spaces, words that say nothing alone, and what nobody says.
    "香港", "港香", "姐", "the", "of the song", "a", "zebra", "don't", "constructor",
)  # fmt: skip
CHOSEN = (
    {"focus": "connection-care"},
    {"language": "es"},
    {"region": "US-NV"},
    {"connect": "meeting"},
    {"country": "US", "focus": "connection-care", "language": "es"},
    {"q": "house", "country": "GB", "language": "es"},
)


@pytest.fixture(scope="module")
def copied(tmp_path_factory, django_db_setup, django_db_blocker):
    """A copy of a site that is gone again, and what the site answered to each question: the names of pages, in order."""
    folder = tmp_path_factory.mktemp("copied") / "copy"
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patched:
        _fill()
        known = index.current()
        # In a transaction, which this one is so that nothing of it stays, it would be made anew for each page.
        patched.setattr(index, "current", lambda: known)
        # Small files, so that there are many, as of a large directory.
        for module, name, size in ((words, "BYTES", 300), (words, "AT_ONCE", 3), (finding, "AT_ONCE", 4)):
            patched.setattr(module, name, size)
        call_command("export_site", str(folder), verbosity=0)
        answered = [(question, _answer(question, known)) for question in (*({"q": text} for text in ASKED), *CHOSEN)]
        transaction.set_rollback(True)
    return folder, answered


def _fill():
    founding.make_founding_list()
    told = {"description": "We organize rides to the clinic.", "languages": ["es"], "city": "Glasgow"}
    factories.organization(
        name="Naranja House", acronym="NH", other_names="Club Naranja", country="GB", region="SCT", **told
    )
    factories.organization(name="Juniper House", ways=[{"kind": "meeting", "label": "Open bail fund meeting"}])
    factories.organization(name="香港姐姐", country="HK", region="", city="")


def _answer(question, known):
    slugs = dict(Organization.objects.values_list("pk", "slug"))
    answer = Answer(OrganizationFilter(QueryDict(urlencode(question)), terms=known.terms), known)
    return [f"{slugs[known.pks[slot]]}/index.html" for slot in answer.slots()]


@pytest.fixture
def copy(copied):
    return copied[0].as_uri()


@pytest.fixture
def open_page(chromium, copied):
    """Open the first page of the copy, noting errors and every request that leaves the folder."""
    contexts = []

    def opened(*, scripts, width=360, folder=copied[0]):
        copy = folder.as_uri()
        context = chromium.new_context(java_script_enabled=scripts, viewport={"width": width, "height": 740})
        contexts.append(context)
        page = context.new_page()
        page.troubles = []
        page.on("console", lambda message: message.type == "error" and page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        # What the browser gave up because the next page was opened is not missing.
        page.on("requestfailed", lambda r: r.failure == "net::ERR_ABORTED" or page.troubles.append(r.url))
        page.on("request", lambda request: request.url.startswith(copy) or page.troubles.append(request.url))
        page.goto(f"{copy}/index.html")
        return page

    yield opened
    for context in contexts:
        context.close()


def test_with_scripts_words_find_a_group(open_page):
    page = open_page(scripts=True)

    page.get_by_role("searchbox").fill("SÓNG red")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Red Canary Song").click()

    page.get_by_role("heading", level=1, name="Red Canary Song").wait_for()
    assert page.troubles == []


def test_a_search_that_finds_nothing_says_so_and_leaves_the_address_alone(open_page, copy):
    page = open_page(scripts=True)
    page.get_by_role("link", name="Find a group").first.click()

    page.get_by_role("searchbox").fill("zebra")
    page.keyboard.press("Enter")

    page.get_by_text("No group has all of these words").wait_for()
    assert (page.url, page.troubles) == (f"{copy}/groups/index.html", [])


def test_words_and_choices_find_what_they_find_on_the_site_in_the_same_order(open_page, copied, copy):
    page, wrong, found = open_page(scripts=True), [], 0

    for question, expected in copied[1]:
        for folder in ("groups", "es/groups"):
            page.goto(f"{copy}/{folder}/index.html?{urlencode(question)}")
            page.locator("[data-found]:not(:empty)").wait_for()
            links = page.locator("[data-results] a").evaluate_all(
                "links => links.map(link => link.getAttribute('href'))"
            )
            if links != expected:
                wrong.append((question, folder, expected, links))
        found += len(expected)

    assert (wrong, page.troubles) == ([], [])
    assert found > 100


def test_choices_and_words_are_put_together_by_hand_and_the_other_language_is_a_link_away(open_page):
    page = open_page(scripts=True)
    page.get_by_role("link", name="Find a group").first.click()

    page.get_by_text("Narrow the list").click()
    page.get_by_role("combobox", name="Country").select_option("GB")
    page.get_by_role("combobox", name="Language").select_option("es")
    page.get_by_role("button", name="Search").click()
    page.get_by_text("Groups found: 2.").wait_for()
    page.get_by_role("link", name="Naranja House (NH)").click()
    page.get_by_role("link", name="Español").click()

    page.wait_for_url("**/es/groups/naranja-house/index.html")
    page.get_by_text("Esto es una copia").wait_for()
    assert page.troubles == []


def test_a_missing_file_of_words_is_said(open_page, copied, tmp_path):
    there = shutil.copytree(copied[0], tmp_path / "copy")
    for file in (there / "words").glob("[0-9]*.js"):
        file.unlink()
    page = open_page(scripts=True, folder=there)

    page.goto(f"{there.as_uri()}/groups/index.html?q=song")

    page.get_by_text("A file of this copy is missing").wait_for()


@pytest.mark.parametrize(("scripts", "told"), [(True, 2), (False, 1)])
def test_the_first_page_tells_the_day_and_where_scripts_are_on_every_page(open_page, scripts, told):
    page = open_page(scripts=scripts)
    days = page.get_by_text(re.compile(r"It was made on \w+")).count()
    page.get_by_role("link", name="Find a group").first.click()
    page.wait_for_url("**/groups/index.html")

    assert days + page.get_by_text(re.compile(r"It was made on \w+")).count() == told


def test_without_scripts_letters_and_focus_areas_find_it(open_page):
    page = open_page(scripts=False)

    assert page.get_by_role("searchbox").count() == 0
    page.get_by_role("link", name="Find a group").first.click()
    page.get_by_text("The search of a copy needs scripts").wait_for()
    assert page.get_by_role("searchbox").count() == 0
    page.get_by_role("link", name=re.compile(r"^R \d+$")).click()
    page.get_by_role("link", name="Red Canary Song").click()
    page.get_by_role("listitem").get_by_role("link", name="Ending criminalization").first.click()

    page.locator(".card h3").first.wait_for()
    assert page.troubles == []


def test_what_is_found_stands_below_each_other_in_lines_that_can_be_read(open_page, copy):
    page = open_page(scripts=True, width=1280)
    page.goto(f"{copy}/groups/index.html?country=US")
    page.locator("[data-results] li").nth(2).wait_for()

    boxes = [box.bounding_box() for box in page.locator("[data-results] li").all()]

    assert {(box["x"], box["width"]) for box in boxes} == {(boxes[0]["x"], boxes[0]["width"])}
    assert 400 < boxes[0]["width"] < 800


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_a_copy_scrolls_sideways(open_page, copy, width):
    page = open_page(scripts=True, width=width)
    overflowing = []

    for path in (
        "index",
        "groups/index",
        "groups/red-canary-song/index",
        "a-z/r/index",
        "about-this-copy/index",
        "es/groups/index",
    ):
        page.goto(f"{copy}/{path}.html?q=e")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            overflowing.append(path)

    assert (overflowing, page.troubles) == ([], [])
