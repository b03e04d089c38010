"""Whole journeys by keyboard alone: nobody needs a mouse."""

import pytest
from django.urls import reverse

from curation import founding
from curation.models import Review
from tests import factories
from tests.journeys.keys import step_to

pytestmark = pytest.mark.django_db(transaction=True)


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
