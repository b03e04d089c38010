"""Every page an outsider can come to: read by axe-core, and by our own audit, on a phone by night and on a desk by day."""

from pathlib import Path

import pytest

from tests.journeys import everywhere
from tests.journeys.accessibility import DESK, TWICE_THE_SIZE, cut_at_twice_the_size, looks, violations

pytestmark = pytest.mark.django_db(transaction=True)
AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")
# What each link of the summary leads to, and what is read out with that.
TIED = """() => [...document.querySelectorAll("main [role=alert] a[href^='#']")].map((link) => {
  const there = document.querySelector(link.getAttribute("href"));
  const field = there.matches("[aria-invalid=true]") ? there : there.querySelector("[aria-invalid=true]");
  const ids = (field.getAttribute("aria-describedby") || field.closest("fieldset").getAttribute("aria-describedby")).split(" ");
  return [link.innerText, ids.map((id) => document.getElementById(id).innerText).join(" ")];
})"""
WRONG = ("nothing filled in", "no reason to report", "no such reference", "nothing translated", "nothing ticked")


def test_no_page_shuts_anybody_out(new_page):
    made = everywhere.make()
    page, troubles = new_page(width=DESK[0]), {}

    def look(name):
        for seen in looks(page, (768, "dark"), (360, "dark")):
            found = page.evaluate(AUDIT) + page.foreign
            found += [text for text in page.troubles if "400 (" not in text and "404 (" not in text]
            # It looks at the whole page whatever its width, and takes long: once in each scheme is enough.
            found += violations(page) if seen in {DESK, (360, "dark")} else []
            page.troubles.clear()
            if found:
                troubles[name, seen] = found

    for address in everywhere.addresses(made):
        page.goto(address)
        look(address)
    for name, steps in everywhere.pressed(made).items():
        everywhere.press(page, *steps)
        look(name)

    assert everywhere.missing(made) == set()
    assert page.context.cookies() == []
    assert troubles == {}


@pytest.mark.parametrize("width", [TWICE_THE_SIZE, 360])
def test_nothing_is_cut_or_sticks_out_at_twice_the_size(new_page, width):
    made, page = everywhere.make(), new_page(width=width)

    cut = {address: cut_at_twice_the_size(page, address) for address in everywhere.addresses(made)}

    assert {address: found for address, found in cut.items() if found} == {}


def test_what_is_wrong_is_in_the_title_said_aloud_and_tied_to_its_field(new_page):
    made, page = everywhere.make(), new_page(scripts=False)
    tied = []

    for name in WRONG:
        everywhere.press(page, *everywhere.pressed(made)[name])
        assert page.title().startswith("Please look again"), name
        assert page.locator("main [role=alert]").count(), name
        tied += page.evaluate(TIED)

    assert len(tied) > 3
    assert [link for link, read_out in tied if link.partition(": ")[2] not in read_out] == []
