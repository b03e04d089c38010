"""Whole journeys by keyboard alone: nobody needs a mouse."""

import pytest
from django.urls import reverse

from curation import founding, links
from curation.models import Review, Submission
from directory.models import Organization
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
    with page.expect_request(settings.EXIT_URL):
        page.keyboard.press("Enter")

    assert unseen == []
    assert [url for url, _headers in page.foreign] == [settings.EXIT_URL]


def test_on_a_desk_nobody_has_to_pass_all_filters_to_come_to_what_was_found(new_page):
    listing = factories.organization()
    page = new_page(width=1280)
    page.goto("/groups/")

    unseen = step_to(page, "Skip to the results")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.locator(":focus").inner_text() == listing.name
    assert unseen == []


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


def test_somebody_suggests_a_group_by_keys_alone(new_page):
    page = new_page()
    page.goto("/suggest/")

    unseen = step_to(page, "", id_="id_name")
    page.keyboard.type("Ember House")
    unseen += step_to(page, "", id_="id_description")
    page.keyboard.type("Peer support, run by members.")
    unseen += step_to(page, "", id_="id_website")
    page.keyboard.type("https://ember.example.org/")
    unseen += step_to(page, "Send the suggestion")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Thank you. We have it.").wait_for()

    assert Submission.objects.get().name == "Ember House"
    assert unseen == []


def test_a_group_confirms_its_entry_and_leaves_it_out_of_sight_by_keys_alone(new_page):
    listing = factories.organization()
    token = links.make(listing, purpose="entry", by=factories.pair()[0]).token
    page = new_page()
    page.goto(reverse("group_entry", args=[token]))

    unseen = step_to(page, "We also agree to be listed here")
    page.keyboard.press("Space")
    unseen += step_to(page, "The facts are right")
    page.keyboard.press("Enter")
    page.get_by_text("you have confirmed it today").wait_for()
    unseen += step_to(page, "Pause the entry now")
    page.keyboard.press("Enter")
    page.get_by_text("Nobody can see the entry now").wait_for()

    assert not Organization.objects.listed().exists()
    assert unseen == []
