"""Whole journeys by keyboard alone, and pages read at twice the size: nobody needs a mouse or sharp eyes."""

import pytest
from django.urls import reverse

from curation import founding
from curation.models import Review
from tests import factories
from tests.journeys.keys import step_to

pytestmark = pytest.mark.django_db(transaction=True)
# What sticks out to the side, or is cut off.
CUT = """() => {
  const root = document.documentElement, found = [];
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide, of ${root.clientWidth}`);
  for (const one of document.querySelectorAll("main :not(input), header :not(input)")) {
    const style = getComputedStyle(one);
    if (one.closest(".unseen, .visually-hidden")) continue;
    const hidden = style.overflowX === "hidden" || style.overflowX === "clip" || style.textOverflow === "ellipsis";
    if (hidden && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1) found.push(`cut: ${one.outerHTML.slice(0, 120)}`);
  }
  return found;
}"""


@pytest.mark.parametrize("width", [360, 1280])
def test_a_visitor_narrows_reads_and_leaves_by_keys_alone(new_page, settings, width):
    founding.make_founding_list()
    page = new_page(scripts=True, width=width)
    page.goto("/")

    unseen = step_to(page, "Connection and care")
    page.keyboard.press("Enter")
    page.wait_for_url("**/groups/?focus=connection-care")
    first = page.locator(".card h3 a").first.inner_text()
    unseen += step_to(page, first)
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=first).wait_for()
    unseen += step_to(page, "✕ Leave this site")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)

    assert unseen == []
    assert [url for url, _headers in page.foreign] == [settings.EXIT_URL]


def test_a_reviewer_answers_and_recommends_by_keys_alone(new_page, let_in):
    reader = factories.publisher()
    submission = factories.submission(name="Lantern House")
    page = new_page(width=1280)
    let_in(page, reader)
    page.goto(reverse("admin:index"))

    unseen = step_to(page, "Everything open")
    page.keyboard.press("Enter")
    page.wait_for_url("**/submission/**")
    unseen += step_to(page, "Lantern House")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{submission.pk}/change/**")
    unseen += step_to(page, "I am free: start reviewing")
    page.keyboard.press("Enter")
    page.locator("#q-policy").wait_for()
    for criterion in factories.criteria():
        unseen += step_to(page, "", id_=f"id_{criterion.code}-grade_0")
        page.keyboard.press("Space")
        unseen += step_to(page, "", id_=f"id_{criterion.code}-sentence")
        page.keyboard.type(f"Read on their pages: {criterion.code}.")
    unseen += step_to(page, "Recommend publishing")
    page.keyboard.press("Enter")
    page.get_by_text("Your answers are saved.").wait_for()

    found = Review.objects.get(submission=submission).findings.values_list("criterion__code", "grade")
    assert dict(found) == {criterion.code: "meets" for criterion in factories.criteria()}
    assert unseen == []


def test_nothing_is_cut_or_sticks_out_at_twice_the_size(new_page, let_in):
    founding.make_founding_list()
    listing = factories.organization(
        name="Lantern House", ways=[{"kind": "peer-line", "label": "Night line", "phone": "+1 775 555 0100"}]
    )
    reader = factories.publisher()
    submission = factories.submission()
    factories.assessed(submission, by=reader)
    # A window of 1280 at 200 % has room for 640; letters alone can be made larger too.
    page = new_page(width=640)
    desk = [reverse("admin:index"), reverse("admin:curation_submission_changelist")]
    desk += [reverse("admin:curation_submission_change", args=[submission.pk])]
    public = ["/", "/groups/", listing.get_absolute_url(), "/groups/?near=Reno", "/my-list/", "/suggest/", "/map/us/"]
    public += ["/safety/", "/how-we-vet/", "/what-we-keep/", "/take-action/", "/open-data/", "/quiet/"]
    cut = {}

    for path in [*public, *desk]:
        if path == desk[0]:
            let_in(page, reader)
        assert page.goto(path).status == 200, path
        found = page.evaluate(CUT)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        found += [f"larger letters: {line}" for line in page.evaluate(CUT)]
        if found:
            cut[path] = found

    assert cut == {}
