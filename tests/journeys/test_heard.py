"""What a screen reader says and a sheet of paper shows, as far as only a browser knows."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
PRESSED = "main :is(button, input, select, .screen-only), main .quietly"


def test_what_folds_is_called_by_its_words_alone(new_page):
    factories.organization()
    page = new_page(width=1280)
    page.goto("/groups/")
    session = page.context.new_cdp_session(page)

    nodes = session.send("Accessibility.getFullAXTree")["nodes"]

    names = [node["name"]["value"] for node in nodes if node.get("role", {}).get("value") == "DisclosureTriangle"]
    assert names[:3] == ["Is it safe here?", "Focus area", "Level"]


def test_on_paper_is_nothing_to_press(new_page):
    way = {"kind": "peer-line", "label": "Night line", "phone": "+1 775 555 0100"}
    listing = factories.organization(ways=[way])
    page = new_page(width=760)
    page.emulate_media(media="print")
    printed = {}

    for path in ("/groups/", f"/groups/{listing.slug}/", f"/my-list/?group={listing.slug}"):
        page.goto(path)
        assert page.get_by_text(listing.name).first.is_visible()
        printed[path] = [one.inner_text() for one in page.locator(PRESSED).all() if one.is_visible()]

    assert {path: found for path, found in printed.items() if found} == {}
