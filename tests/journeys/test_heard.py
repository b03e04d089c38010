"""What a screen reader says, a sheet of paper shows, and letters of another direction do, as far as only a browser knows."""

import pytest

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
# Whether the last letter of what begins so is drawn left of the first.
FROM_RIGHT = """(start) => {
  const texts = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode()) {
    const words = text.data.trim(), at = text.data.indexOf(words);
    if (!words.startsWith(start) || !text.parentElement.checkVisibility() || text.parentElement.closest(".unseen")) continue;
    const [first, last] = [at, at + words.length - 1].map((i) => {
      const range = document.createRange();
      range.setStart(text, i);
      range.setEnd(text, i + 1);
      return range.getBoundingClientRect().left;
    });
    return last < first;
  }
}"""
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


def test_where_nothing_is_to_be_in_an_address_no_box_offers_to_keep_a_group(new_page):
    factories.organization()
    page, kept = new_page(width=1280), {}

    for path in ("/groups/", "/quiet/"):
        page.goto(path)
        kept[path] = page.get_by_role("checkbox", name="Keep").count()

    assert kept == {"/groups/": 1, "/quiet/": 0}


def test_words_from_right_to_left_end_on_the_left(new_page):
    name, words = "جمعية النساء (المغرب)", "نحن مجموعة يقودها أعضاؤها."
    ways = [{"kind": "meeting", "label": "كل يوم اثنين!", "schedule": "Mondays, 7 pm"}]
    listing = factories.organization(name=name, description=words, ways=ways)
    page = new_page(width=760)

    page.goto("/groups/")
    on_the_list = [page.evaluate(FROM_RIGHT, start) for start in ("جمعية", "نحن")]
    page.goto(f"/groups/{listing.slug}/")

    assert on_the_list == [True, True]
    assert [page.evaluate(FROM_RIGHT, start) for start in ("جمعية", "نحن", "كل")] == [True, True, True]
