"""What a conflict of interest closes is told nowhere at the desk, and nothing its author said about the listing counts."""

import pytest
from django.urls import reverse

from curation import digest, review, vetting
from curation.models import CriteriaSet, Criterion
from tests import factories

pytestmark = pytest.mark.django_db
HARBOR = {"name": "Hidden Harbor Circle", "website": "https://harbor.example.org/"}


def recuse(listing, who):
    review.declare(factories.change(listing, description="Another description altogether."), by=who, has_conflict=True)


@pytest.fixture(params=["a submission", "a listing"])
def with_one_closed(request):
    """A reader to whom the Harbor Circle is closed, be it waiting or taken down, and a colleague."""
    reader, colleague = factories.reviewer(), factories.reviewer()
    if request.param == "a listing":
        closed = factories.organization(**HARBOR)
        recuse(closed, reader)
        review.withdraw(closed, by=colleague, reason="safety")
    else:
        review.declare(factories.submission(**HARBOR), by=reader, has_conflict=True)
    return reader, colleague


def test_the_desk_and_the_daily_mail_tell_of_no_listing_that_is_closed(client):
    listing = factories.organization(name="Anemone Union", ground="founding", listed_on="2020-01-01")
    reader, colleague = factories.reviewer(), factories.reviewer()
    recuse(listing, reader)

    told = {}
    for who in (reader, colleague):
        client.force_login(who)
        told[who] = (digest.counts(who).due, "Anemone Union" in client.get(reverse("admin:index")).content.decode())

    assert told == {reader: (0, False), colleague: (1, True)}


@pytest.mark.parametrize("name", ["Hidden Harbor Circle", "Hidden Harb0r Circle"])
def test_a_namesake_shows_nothing_of_what_is_closed(client, with_one_closed, name):
    reader, colleague = with_one_closed
    own = factories.submission(name=name, source="curator", by=reader)
    page = reverse("admin:curation_submission_change", args=[own.pk])

    shown = {}
    for who in (reader, colleague):
        client.force_login(who)
        shown[who] = client.get(page).content.decode()

    assert "harbor.example.org" in shown[colleague]
    assert "harbor.example.org" not in shown[reader]
    assert "A colleague has to compare them" in shown[reader]


@pytest.mark.parametrize("name", ["Hidden Harbor Circle", "Hidden Harb0r Circle"])
def test_what_stands_in_the_way_names_nothing_that_is_closed(with_one_closed, name):
    reader, colleague = with_one_closed
    alike = factories.submission(**HARBOR | {"name": name})

    told = {
        who: " ".join(one.reason for one in vetting.obstacles_for(alike, who, vetting.counting_reviews(alike)))
        for who in (reader, colleague)
    }

    assert "“Hidden Harbor Circle”, which we have" in told[colleague]
    assert "which we have" not in told[reader]
    assert "A colleague has to compare them." in told[reader]


def test_a_recommendation_counts_no_more_once_its_author_has_a_conflict_about_the_listing():
    listing, reader, other = factories.organization(), factories.reviewer(), factories.publisher()
    change = factories.change(listing, description="We share a pantry, run by members.")
    factories.recommended(change, by=reader)
    factories.recommended(change, by=other)
    assert len(vetting.counting_reviews(change)) == 2

    review.declare(factories.change(listing, other_names="Lantern Pantry"), by=reader, has_conflict=True)

    assert [one.reviewer for one in vetting.counting_reviews(change)] == [other]
    with pytest.raises(review.NotReady):
        review.publish(change, by=other)


def test_what_need_not_be_answered_is_read_of_others_only_after_answering_or_recommending():
    criteria = CriteriaSet.objects.current()
    Criterion.objects.create(
        criteria=criteria, code="extra", title="E", question="?", why="w", is_required=False, position=9,
        means_meets="It is so.", means_partly="p", means_fails="f", means_unclear="u",
    )  # fmt: skip
    submission, (first, second) = factories.submission(), factories.pair()
    factories.assessed(submission, by=first)
    review.release(submission, by=first)
    review.claim(submission, by=second)
    review.declare(submission, by=second, has_conflict=False)
    required = [factories.assessment(one) for one in factories.criteria() if one.is_required]
    assert required
    review.assess(submission, by=second, assessments=required)
    submission.refresh_from_db()
    assert not vetting.sees_others(submission, second)

    review.recommend(
        submission, by=second, recommendation="publish", facts_checked_on=factories.SEEN, facts_checked_how="their site"
    )

    assert vetting.sees_others(submission, second)
