"""A visitor, perhaps in danger, on an old phone: finds a group, sees why it is listed, and leaves."""

import re

import pytest

from curation import founding
from tests import factories
from tests.journeys.accessibility import DESK, looks, violations

OVERFLOWS = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
LINK = re.compile(r'href="(/[^"#]*)"')


def test_two_taps_from_the_first_page_to_a_group_to_call(client, db):
    factories.organization(
        name="Casa Amarilla",
        focus_areas=["living-wages-housing"],
        ways=[{"kind": "peer-line", "label": "Night line", "phone": "+1 775 555 0100"}],
    )
    factories.organization(name="Somewhere Else", focus_areas=["economic-justice"])

    home = client.get("/").content.decode()
    found = client.get("/groups/?focus=living-wages-housing").content.decode()
    page = client.get("/groups/casa-amarilla/").content.decode()

    assert "/groups/?focus=living-wages-housing" in home
    assert ("Casa Amarilla" in found, "Somewhere Else" in found) == (True, False)
    assert 'href="tel:+17755550100"' in page


def test_every_link_on_every_page_leads_somewhere_and_no_page_sets_a_cookie(client, db, settings):
    founding.make_founding_list()
    seen, waiting, broken, cookies = set(), {"/"}, [], []

    while waiting and len(seen) < 400:
        path = waiting.pop()
        seen.add(path)
        answer = client.get(path.replace("&amp;", "&"))
        if answer.status_code != 200:
            broken.append((path, answer.status_code))
        cookies += [(path, name) for name in answer.cookies]
        links = LINK.findall(answer.content.decode()) if "html" in answer["Content-Type"] else []
        # One filter at a time: every combination of them is as many pages as there are stars.
        waiting |= {link for link in links if not link.startswith("/static/") and link.count("=") < 2} - seen

    assert (broken, cookies) == ([], [])
    assert len(seen) > 50


@pytest.mark.django_db(transaction=True)
def test_with_scripts_off_a_visitor_narrows_finds_and_leaves(new_page, settings):
    founding.make_founding_list()
    page = new_page(scripts=False)

    page.goto("/")
    page.get_by_role("link", name="Connection and care").first.click()
    page.wait_for_url("**/groups/?focus=connection-care")
    found = page.locator(".card h3").all_inner_texts()
    page.get_by_role("link", name="SWOP Behind Bars").first.click()
    page.get_by_role("heading", level=1, name="SWOP Behind Bars").wait_for()
    with page.expect_request(settings.EXIT_URL):
        page.get_by_role("link", name="Leave this site").first.click(no_wait_after=True)

    assert len(found) == 6
    assert [(url, "referer" in headers) for url, headers in page.foreign] == [(settings.EXIT_URL, False)]
    assert page.context.cookies() == []


@pytest.mark.django_db(transaction=True)
def test_three_presses_of_shift_leave_at_once(new_page, settings):
    page = new_page()
    page.goto("/safety/")

    with page.expect_request(settings.EXIT_URL):
        for _press in range(3):
            page.keyboard.press("Shift")

    assert [url for url, _headers in page.foreign] == [settings.EXIT_URL]


@pytest.mark.django_db(transaction=True)
def test_no_page_scrolls_sideways_breaks_the_policy_or_asks_anyone_else(new_page):
    founding.make_founding_list()
    page = new_page(width=DESK[0])
    paths = ["/", "/groups/", "/groups/red-canary-song/", "/take-action/", "/about/", "/safety/", "/how-we-vet/"]
    paths += ["/suggest/", "/suggestion/", "/groups/red-canary-song/correct/", "/groups/?focus=bogus", "/nowhere/"]
    paths += ["/groups/?q=nothing+like+it", "/groups/?near=Springfield", "/quiet/", "/map/us/", "/map/world/"]
    paths += ["/my-list/", "/my-list/?group=red-canary-song", "/es/", "/es/groups/", "/es/groups/red-canary-song/"]
    overflowing, refused = [], []

    for path in paths:
        page.goto(path)
        seen = looks(page, (768, "light"), (360, "light"), (320, "light"), (320, "dark"))
        overflowing += [(path, look) for look in seen if page.evaluate(OVERFLOWS)]
        refused += [text for text in page.troubles if "400" not in text and "404" not in text]
        page.troubles.clear()

    assert (overflowing, refused, page.foreign) == ([], [], [])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("palette", ["plum", "slate"])
def test_every_palette_can_be_read(new_page, settings, palette):
    founding.make_founding_list()
    settings.PALETTE = palette
    page = new_page(width=DESK[0])
    wrong = []

    for path in ("/", "/groups/?q=song", "/groups/red-canary-song/", "/suggest/", "/groups/?focus=bogus", "/map/us/"):
        page.goto(path)
        for look in looks(page, (1280, "dark")):
            for contrast in ("no-preference", "more"):
                page.emulate_media(contrast=contrast)
                wrong += [(path, look, contrast, found) for found in violations(page)]

    assert page.locator(f'link[href*="{palette}"]').count() == 1
    assert wrong == []


@pytest.mark.django_db(transaction=True)
def test_another_site_may_show_the_page_to_embed_and_no_other(new_page, live_server):
    founding.make_founding_list()
    page = new_page(width=1280)
    frames = "".join(f'<iframe name="{name}" src="{live_server.url}/{name}/"></iframe>' for name in ("embed", "groups"))
    page.route("http://other.example/", lambda route: route.fulfill(content_type="text/html", body=frames))

    page.goto("http://other.example/")

    assert page.frame("embed").get_by_role("link", name="Red Canary Song").count() == 1
    assert page.frame("groups").get_by_role("link").count() == 0
    assert [text for text in page.troubles if "frame-ancestors" not in text] == []
    assert any("frame-ancestors" in text for text in page.troubles)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("width", [360, 1280])
def test_a_language_from_right_to_left_turns_the_page_round(new_page, settings, width):
    """Nobody has translated the pages into Arabic; what must hold is their order and that nothing sticks out."""
    settings.LANGUAGES = [("en", "English"), ("ar", "Arabic")]
    founding.make_founding_list()
    page = new_page(width=width)
    wrong = []

    for path in ("/ar/", "/ar/groups/", "/ar/groups/red-canary-song/", "/ar/suggest/", "/ar/map/us/"):
        assert page.goto(path).status == 200
        sizes = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        wrong += [path] if sizes[0] > sizes[1] else []

    brand = page.locator(".brand").bounding_box()
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert brand["x"] > width / 2
    assert (wrong, page.troubles) == ([], [])


@pytest.mark.django_db(transaction=True)
def test_the_head_of_a_page_stays_whole_on_every_width(new_page):
    page, broken = new_page(width=1280), []

    for path in ("/about/", "/es/about/", "/", "/es/"):
        page.goto(path)
        for width in (360, 480, 600, 768, 960, 1024, 1152, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 740})
            broken += [(path, width)] if page.evaluate(OVERFLOWS) else []
            for part, least, most in (
                (".brand svg", 32, 40),
                (".language", 40, 200),
                (".head .search input", 192, 999),
            ):
                for box in (found.bounding_box() for found in page.locator(part).all()):
                    # As wide as it has to be, and on one line.
                    broken += (
                        [(path, width, part, box)] if not least <= box["width"] <= most or box["height"] > 50 else []
                    )

    assert page.locator(".head .language").count() == 1
    assert broken == []
