"""A name that could be taken for another is shown beside it, with the letters that differ, and has to be cleared."""

import pytest

from curation import lookalikes, review, vetting
from curation.models import Clearance, Submission
from tests import factories
from tests.curation.admin import desk

pytestmark = pytest.mark.django_db
OURS = "Lantern Union"
CYRILLIC_A = "Lаntern Union"


def alike(name, **given):
    return [one.theirs for one in lookalikes.found(factories.submission(name=name, **given))]


@pytest.mark.parametrize(
    "name",
    [
        CYRILLIC_A,
        "1antern Uni0n",
        "Lantem Union",
        "Lan\u200btern Union",
        "Lantern Union".replace("n", "ո"),
        "Lantren Union",
        "Lantern Unions",
        "Lantern Uniom",
    ],
)
def test_what_could_be_taken_for_a_listing_is_found(name):
    factories.organization(name=OURS)

    assert alike(name) == [OURS]


@pytest.mark.parametrize("name", ["lantern UNION", "Lantern Unión", "Lantern House", "Lanterns of the Union"])
def test_the_same_name_and_another_name_are_not(name):
    factories.organization(name=OURS)

    assert alike(name) == []


def test_what_is_near_is_no_matter_on_the_same_site_or_in_short_or_by_a_number():
    chapter = factories.organization(name="Lantern Union East", website="https://lantern.example.org/east/")
    factories.organization(name="Red")
    factories.organization(name="Workers’ Local 12")

    assert alike("Lantern Union Last", website="https://lantern.example.org/last/") == []
    assert alike("Lantern Union Last") == [chapter.name]
    assert alike("Bed") == alike("Workers’ Local 13") == []


def test_open_entries_and_other_names_are_looked_at_too():
    factories.submission(name="Ember", other_names="Lantern Union")
    declined = factories.submission(name="Harbor House")
    by = factories.publisher()
    review.claim(declined, by=by)
    review.decline(declined, by=by, reason="closed", words="It is gone.")

    assert alike("Something", other_names=CYRILLIC_A) == [OURS]
    assert alike("Harbor Hovse") == []


def test_a_change_is_asked_about_only_if_it_changes_the_name():
    factories.organization(name=OURS)
    other = factories.organization(name="Quite Another")

    renamed = factories.change(other, name=CYRILLIC_A)
    moved = factories.change(other, city="Sparks")

    assert [one.theirs for one in lookalikes.found(renamed)] == [OURS]
    assert lookalikes.found(moved) == []


@pytest.mark.parametrize(
    ("mine", "theirs", "told"),
    [
        ("Lаmp", "Lamp", "It has “а” (cyrillic small letter a) where the other has “a” (latin small letter a)."),
        ("Lamps", "Lamp", "It has “s” (latin small letter s) where the other has nothing."),
        ("LAMP", "lamp", None),
    ],
)
def test_the_letters_that_differ_are_called_by_their_names(mine, theirs, told):
    assert list(lookalikes.differences(mine, theirs)) == ([told] if told else [])


def test_it_keeps_from_publishing_until_it_is_cleared():
    factories.organization(name=OURS)
    submission, first = factories.submission(name=CYRILLIC_A), factories.pair()[0]
    client = desk.begun(submission, first)
    shown = desk.words(client.get(desk.page(submission)))
    assert "cyrillic small letter a" in shown
    assert "look-alike" in {obstacle.subject for obstacle in vetting.obstacles(submission)}
    (one,) = lookalikes.found(submission)

    desk.press(
        client, submission, f"clear look-alike {one.digest}", **{f"because-{one.digest}": "It writes so itself."}
    )

    assert Clearance.objects.get().subject == "look-alike"
    submission = Submission.objects.get(pk=submission.pk)
    assert "look-alike" not in {obstacle.subject for obstacle in vetting.obstacles(submission)}
