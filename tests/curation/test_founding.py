"""The founding list comes in through the queue, once, and says honestly on what ground it is listed."""

import pytest

from curation import founding, review, trail
from curation.models import Decision, Finding, Grade, Review, Submission
from curation.states import State
from directory.choices import Ground
from directory.models import Organization
from tests import factories


def test_a_fresh_site_lists_ten_and_keeps_the_one_without_a_second_source_in_the_queue(db):
    founding.make_founding_list()

    assert Organization.objects.listed().count() == 10
    assert set(Organization.objects.values_list("ground", flat=True)) == {Ground.FOUNDING}
    assert [(s.name, s.state) for s in Submission.objects.open()] == [("The Soar Collective", State.WAITING)]
    assert set(Finding.objects.filter(review__submission__state="waiting").values_list("grade", flat=True)) == {
        Grade.UNCLEAR
    }


def test_nobody_is_made_up_to_have_reviewed_it(db):
    founding.make_founding_list()

    assert set(Review.objects.values_list("reviewer", flat=True)) == {None}
    assert set(Organization.objects.values_list("vetted_on", "facts_checked_on")) == {(None, None)}
    assert set(Decision.objects.values_list("actor", "kind")) == {
        (trail.THE_DOCUMENT, "receive"),
        (trail.THE_DOCUMENT, "found"),
    }
    assert trail.verify() == trail.Verdict(lines=21, erased=0, faults=[])


def test_it_is_made_only_once_and_only_on_an_empty_site(db):
    factories.submission(name="Somebody Was Here First")

    made = founding.make_founding_list()

    assert made == []
    assert not Organization.objects.exists()


def test_leadership_is_kept_out_of_the_directory_where_the_group_does_not_say_it_itself(db):
    founding.make_founding_list()

    assert Submission.objects.get(name="Red Canary Song").leadership == "workers"
    assert Organization.objects.get(name="Red Canary Song").leadership == ""
    assert Organization.objects.get(name="Red Umbrella Fund").leadership == "sex-trades"


def test_the_slips_of_the_document_are_put_right_and_its_own_spelling_still_finds_them(db):
    founding.make_founding_list()

    found = Organization.objects.listed().matching("global alliance against trafficking in women")

    assert [organization.name for organization in found] == ["Global Alliance Against Traffic in Women"]
    assert Organization.objects.get(name="Mirror Memoirs").website == "https://mirrormemoirs.org/"
    assert Organization.objects.get(name="SWOP Behind Bars").parent.name == "Sex Workers Outreach Project USA"


def test_it_is_refused_in_a_sentence_once_anything_was_decided(db):
    submission = factories.submission()
    review.claim(factories.submission(), by=factories.reviewer())

    with pytest.raises(review.ReviewError, match="before any other decision"):
        review.found(submission)
