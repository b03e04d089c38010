"""Phones that are no longer brought up to date: what their browsers cannot draw is left out, and nothing is lost with it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
# Safari learned these in the spring of 2021, Chrome half a year before.
SINCE_2021 = re.compile(r"(?<=[{;\s])(?:(?:row-|column-)?gap|inset[\w-]*|border-(?:start|end)-[\w-]+):[^;}]*;?")
SINCE_2023 = re.compile(r"(?<=[{;\s])[\w-]+:[^;{}]*color-mix\([^;}]*;?")
# No browser of 2014 has these.
SINCE_2017 = re.compile(
    r"(?<=[{;\s])(?:[\w-]+:[^;{}]*\b(?:var|min|max|clamp)\(|--[\w-]+:|grid[\w-]*:|display: (?:inline-)?grid)[^;}]*;?"
)
OLDER = "@supports not (inset-inline-start: 0)"
NEWER = "@supports (display: grid)"
# What lies over a field, what can be ticked and cannot be seen, and what runs into its neighbour.
AMISS = """() => {
  const found = [], shown = (one) => one.checkVisibility() && !one.closest(".unseen, .trap, details:not([open])");
  for (const one of document.querySelectorAll("main :is(input, select, textarea)")) {
    if (!shown(one)) continue;
    one.scrollIntoView({ block: "center" });
    const box = one.getBoundingClientRect(), there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (there !== one) found.push(`${one.id} lies under ${there && there.id}`);
    const style = getComputedStyle(one), isDrawn = style.appearance !== "none" || parseFloat(style.borderTopWidth) > 0;
    if (!isDrawn) found.push(`${one.name} cannot be seen`);
  }
  const trap = document.querySelector(".trap"), place = trap && trap.getBoundingClientRect();
  if (place && place.width > 1 && place.right > 0) found.push("the field for machines can be seen");
  const links = [...document.querySelectorAll(".head .nav a")].map((link) => link.getBoundingClientRect());
  links.slice(1).forEach((box, i) => {
    if (Math.abs(box.top - links[i].top) < 4 && box.left - links[i].right < 4) found.push(`link ${i + 1} has no gap`);
  });
  for (const step of document.querySelectorAll(".steps > li")) {
    const number = getComputedStyle(step, "::before");
    if (number.content !== "none" && number.position === "absolute" && number.insetInlineStart !== "0px") found.push("a number on words");
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push("scrolls sideways");
  return found;
}"""


def of_2018(css):
    return SINCE_2023.sub("", SINCE_2021.sub("", css.replace(OLDER, "@media all")))


def of_2014(css):
    return SINCE_2017.sub("", of_2018(css).replace(NEWER, "@media not all"))


def of_then(page, known):
    """Give the page only what browsers of then know of its looks."""

    def give(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=known(answer.text()))

    page.route("**/*.css*", give)
    return page


@pytest.mark.parametrize("known", [of_2018, of_2014])
def test_on_an_old_phone_every_field_is_in_sight_and_the_one_for_machines_is_not(new_page, known):
    listing = factories.organization()
    page, amiss = of_then(new_page(), known), {}

    for path in ("/groups/", "/suggest/", f"/groups/{listing.slug}/report/", "/suggestion/"):
        page.goto(path)
        amiss[path] = page.evaluate(AMISS)

    assert {path: found for path, found in amiss.items() if found} == {}


def test_on_an_old_phone_the_map_is_still_shaded(new_page):
    for region in ("NV", "NV", "NV", "NV", "NY"):
        factories.organization(region=region, city="")
    page = of_then(new_page(), of_2018)
    page.goto("/map/us/")

    fills = page.evaluate("""[".map > path", ".map .map-5", ".map a path:not(.map-5)"].map((which) => {
      const style = getComputedStyle(document.querySelector(which));
      return style.fill + style.fillOpacity;
    })""")

    assert len(set(fills)) == 3


def test_the_way_out_stays_in_sight_on_phones_that_know_it_by_the_older_word():
    css = Path(settings.BASE_DIR, "directory/static/directory/components.css").read_text(encoding="utf-8")

    (leave,) = re.findall(r"^\.leave \{([^}]*)\}", css, re.MULTILINE)

    assert "position: -webkit-sticky; position: sticky;" in leave
