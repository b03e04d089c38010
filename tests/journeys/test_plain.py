"""With scripts, drawings and sent letters off, as Tor's “Safest” has it, pages still say all they do, and every way leads on."""

import re

import pytest

from curation.models import Report, Submission
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
# What can be pressed and says nothing to the eye.
WORDLESS = """() => [...document.querySelectorAll("a, button, summary, [type=submit]")].filter((one) => {
  const seen = one.cloneNode(true);
  seen.querySelectorAll(".unseen, .visually-hidden").forEach((hidden) => hidden.remove());
  return one.checkVisibility() && !one.matches(".unseen") && !(one.value || seen.textContent).trim();
}).map((one) => one.outerHTML.slice(0, 160))"""


@pytest.fixture
def plain(new_page, live_server):
    """A page whose `left_out` counts the drawings, pictures and letters that it was not given."""
    page = new_page(scripts=False)
    page.left_out = 0

    def give(route):
        if not route.request.url.startswith(live_server.url) or route.request.resource_type in ("image", "font"):
            page.left_out += 1
            return route.abort()
        if route.request.resource_type != "document":
            return route.continue_()
        answer = route.fetch(max_redirects=0)
        body, drawings = DRAWING.subn("", answer.text())
        page.left_out += drawings
        return route.fulfill(response=answer, body=body)

    page.route("**/*", give)
    return page


def test_a_visitor_finds_reports_suggests_and_follows_by_words_alone(plain):
    factories.organization(
        name="Casa Amarilla",
        focus_areas=["connection-care"],
        languages=["es"],
        city="Reno",
        region="NV",
        ways=[{"kind": "peer-line", "label": "Night line", "phone": "+1 775 555 0100"}],
    )
    factories.organization(name="Elsewhere", focus_areas=["connection-care"], city="Boston", region="MA")
    wordless = []

    plain.goto("/")
    wordless += plain.evaluate(WORDLESS)
    plain.get_by_role("link", name="Connection and care").first.click()
    plain.wait_for_url("**/groups/?focus=connection-care")
    wordless += plain.evaluate(WORDLESS)
    assert set(plain.locator(".card h3").all_inner_texts()) == {"Casa Amarilla", "Elsewhere"}
    plain.locator("#near").fill("Reno")
    plain.get_by_role("button", name="Search").first.click()
    plain.wait_for_url("**near=Reno**")
    first = plain.locator(".card h3").first
    assert first.inner_text() == "Casa Amarilla"
    wordless += plain.evaluate(WORDLESS)
    first.get_by_role("link").click()
    wordless += plain.evaluate(WORDLESS)
    assert plain.get_by_role("link", name="Call +1 775 555 0100").get_attribute("href") == "tel:+17755550100"

    plain.get_by_role("link", name="Report").first.click()
    wordless += plain.evaluate(WORDLESS)
    plain.get_by_label("It has closed").check()
    plain.get_by_role("button", name="Send").click()
    reference = plain.locator(".reference").inner_text()
    plain.goto("/suggestion/")
    plain.get_by_label("Your reference").fill(reference)
    wordless += plain.evaluate(WORDLESS)
    plain.get_by_role("button").last.click()
    plain.get_by_text("We have it").first.wait_for()

    assert Report.objects.count() == 1
    assert wordless == []
    assert plain.left_out > 5
    assert plain.context.cookies() == []


def test_a_mistake_in_a_suggestion_is_said_in_words_and_nothing_is_lost(plain):
    plain.goto("/suggest/")
    plain.locator("#id_description").fill("A warm line by and for street workers.")
    plain.get_by_role("button", name="Send").last.click()

    plain.locator(".faults a, .errors a, [role=alert] a").first.wait_for()
    assert plain.evaluate(WORDLESS) == []
    assert plain.locator("#id_description").input_value() == "A warm line by and for street workers."
    assert not Submission.objects.exists()
