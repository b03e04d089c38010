"""What a reviewer thinks of a colleague's finding: said once, in the trail, and worth nothing as a review."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from curation import attention, retention, review, trail, vetting
from curation.models import Decision, Finding, Opinion
from tests import factories
from tests.curation.admin import desk
from tests.curation.admin.test_side_by_side import address, read

pytestmark = pytest.mark.django_db


@pytest.fixture
def read_by_both():
    """Two readers have answered everything, and differ on the laws."""
    first, second = factories.pair()
    submission = factories.submission()
    read(submission, first, grades={"policy": "does-not"})
    read(submission, second)
    return submission


def finding_by(user, code="policy"):
    return Finding.objects.get(review__reviewer=user, criterion__code=code)


def opine(submission, by, about, **said):
    finding = finding_by(about)
    return review.opine(submission, finding.pk, by=by, of=finding.saved_at, **({"agrees": True} | said))


def refusal(submission, by, about, **said):
    with pytest.raises(review.ReviewError) as refused:
        opine(submission, by, about, **said)
    return str(refused.value)


def test_it_is_written_down_with_its_reason_and_a_line(read_by_both):
    first, second = factories.pair()

    opine(read_by_both, second, first, agrees=False, because="That page is from 2015.")

    line = Decision.objects.get(kind="opine")
    assert (line.actor, line.payload.body) == (
        "second-reader",
        {"criterion": "policy", "finding_by": "first-reader", "agrees": False, "words": "That page is from 2015."},
    )
    assert trail.verify().faults == []


def test_it_is_no_review(read_by_both):
    first, second = factories.pair()
    read_by_both.refresh_from_db()
    before = [str(one) for one in vetting.obstacles(read_by_both)]
    version = read_by_both.version

    opine(read_by_both, second, first)

    read_by_both.refresh_from_db()
    assert [str(one) for one in vetting.obstacles(read_by_both)] == before
    assert read_by_both.version == version
    assert read_by_both.reviews.count() == 2
    assert vetting.finished(vetting.counting_reviews(read_by_both)) == 0


def test_who_has_not_saved_their_own_answers_cannot_tell_a_finding_from_none(read_by_both):
    first, _second = factories.pair()
    late = factories.reviewer()
    review.declare(read_by_both, by=late, has_conflict=False)

    with pytest.raises(review.ReviewError) as of_none:
        review.opine(read_by_both, 0, by=late, agrees=True, of=None)

    assert refusal(read_by_both, late, first) == str(of_none.value)
    assert Opinion.objects.count() == 0


def test_nobody_has_an_opinion_of_their_own_finding_or_without_the_permission(read_by_both):
    first, _second = factories.pair()

    assert "of a colleague" in refusal(read_by_both, first, first)
    with pytest.raises(PermissionDenied):
        opine(read_by_both, factories.user("Coalition"), first)


def test_not_agreeing_takes_a_reason_without_a_person_in_it(read_by_both):
    first, second = factories.pair()

    assert refusal(read_by_both, second, first, agrees=False, because="  ") == "Say in a sentence why."
    assert "looks like a person’s details" in refusal(read_by_both, second, first, because="Ask for Dana Whitfield.")
    assert Decision.objects.filter(kind="opine").count() == 0


def test_it_is_said_once_and_again_only_of_what_was_written_anew(read_by_both):
    first, second = factories.pair()
    opine(read_by_both, second, first)
    again = refusal(read_by_both, second, first, agrees=False, because="I changed my mind.")
    shown = finding_by(first).saved_at
    read(read_by_both, first, grades={"policy": "unclear"})

    with pytest.raises(review.ReviewError, match="first-reader has written it anew"):
        review.opine(read_by_both, finding_by(first).pk, by=second, agrees=True, of=shown)
    opine(read_by_both, second, first, agrees=False, because="It is clear to me.")

    assert again == "You have said what you think of it. It stands until it is written anew."
    assert [one.is_of_what_stands for one in Opinion.objects.all()] == [False, True]


def test_the_database_lets_no_opinion_be_changed(read_by_both):
    first, second = factories.pair()
    opine(read_by_both, second, first)

    with pytest.raises(DatabaseError, match="an opinion can be erased, not changed"), transaction.atomic():
        Opinion.objects.update(agrees=False, because="No.")

    assert Opinion.objects.get().agrees


def test_it_is_said_and_read_on_the_page_and_a_fault_loses_no_word(read_by_both):
    first, second = factories.pair()
    client = desk.signed_in(second)
    finding = finding_by(first)
    page = client.get(address(read_by_both))
    shown = {"of": finding.saved_at.isoformat(), "finding": finding.pk}

    refused = client.post(
        address(read_by_both), {"do": f"disagree {finding.pk}", "because": "Ask for Dana Whitfield."} | shown
    )
    said = {"do": f"disagree {finding.pk}", "because": "That page is from 2015."} | shown
    done = client.post(address(read_by_both), said, follow=True)
    strange = client.post(address(read_by_both), {"do": "agree x", "of": "2026-99-99T00:00"})

    assert f'value="agree {finding.pk}"' in desk.words(page)
    assert "looks like a person’s details" in desk.words(refused)
    assert "Ask for Dana Whitfield.</textarea>" in desk.words(refused)
    assert "second-reader does not agree:" in desk.words(done)
    assert f'value="agree {finding.pk}"' not in desk.words(done)
    assert "There is no such finding" in desk.words(strange)


def test_nobody_reads_it_before_their_own_answers_are_saved(read_by_both):
    first, second = factories.pair()
    opine(read_by_both, second, first, agrees=False, because="That page is from 2015.")
    late = factories.reviewer()

    shown = desk.words(desk.signed_in(late).get(desk.page(read_by_both)))
    told = desk.words(desk.signed_in(first).get(desk.page(read_by_both)))

    assert ("That page is from 2015." in shown, "That page is from 2015." in told) == (False, True)
    assert attention.visible_to(late).filter(pk=read_by_both.pk).exists()


def test_it_is_erased_with_the_submission(read_by_both):
    first, second = factories.pair()
    opine(read_by_both, second, first, agrees=False, because="That page is from 2015.")
    review.decline(read_by_both, by=second, reason="not-enough", words="Not clear.")

    retention.erasing.erase_submission(type(read_by_both).objects.get())

    assert Opinion.objects.count() == 0
    assert not hasattr(Decision.objects.get(kind="opine"), "payload")
