"""Somebody opens a copy of the directory from a stick, with no network and no server."""

import re

import pytest
from django.core.management import call_command

from curation import founding

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def copy(tmp_path, db):
    founding.make_founding_list()
    call_command("export_site", str(tmp_path / "copy"), verbosity=0)
    return (tmp_path / "copy").as_uri()


@pytest.fixture
def open_page(chromium, copy):
    """Open the first page of the copy, noting errors and every request that leaves the folder."""
    contexts = []

    def opened(*, scripts, width=360):
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

    assert page.get_by_role("heading", level=1).inner_text().startswith("Red Canary Song")
    assert page.troubles == []


def test_a_search_that_finds_nothing_says_so_and_leaves_the_address_alone(open_page, copy):
    page = open_page(scripts=True)
    page.get_by_role("link", name="Find a group").first.click()

    page.get_by_role("searchbox").fill("zebra")
    page.keyboard.press("Enter")

    assert page.get_by_text("No group has all of these words").is_visible()
    assert (page.url, page.troubles) == (f"{copy}/groups/index.html", [])


def test_without_scripts_letters_and_focus_areas_find_it(open_page):
    page = open_page(scripts=False)

    page.get_by_role("searchbox").fill("song")
    page.get_by_role("button", name="Search").click()
    page.get_by_text("The search of a copy needs scripts").wait_for()
    page.get_by_role("link", name=re.compile(r"^R \d+$")).click()
    page.get_by_role("link", name="Red Canary Song").click()
    page.get_by_role("listitem").get_by_role("link", name="Ending criminalization").first.click()

    assert page.locator(".card h3").count() >= 1
    assert page.troubles == []


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_a_copy_scrolls_sideways(open_page, copy, width):
    page = open_page(scripts=True, width=width)
    overflowing = []

    for path in ("index", "groups/index", "groups/red-canary-song/index", "a-z/r/index", "about-this-copy/index"):
        page.goto(f"{copy}/{path}.html?q=e")
        if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            overflowing.append(path)

    assert (overflowing, page.troubles) == ([], [])
