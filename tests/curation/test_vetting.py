"""Every reason that stands between a submission and the directory, one by one."""

import pytest

from curation import review, vetting
from curation.models import Clearance, CriteriaSet, Submission
from directory.record import facts_of
from tests import factories


def reasons(submission):
    return {
        obstacle.subject: obstacle.reason for obstacle in vetting.obstacles(Submission.objects.get(pk=submission.pk))
    }


def ready(**given):
    """A submission nothing stands in the way of."""
    submission = factories.submission(**given)
    for reader in factories.pair():
        factories.recommended(submission, by=reader)
    return submission


def test_nothing_stands_in_the_way_of_a_submission_two_reviewers_recommend(db):
    assert reasons(ready()) == {}


@pytest.mark.parametrize(
    ("given", "subject"),
    [
        ({"description": " "}, "description"),
        ({"focus_areas": []}, "focus_areas"),
        ({"website": ""}, "ways"),
        ({"reach": ""}, "reach"),
    ],
)
def test_a_visitor_must_be_able_to_use_the_entry(db, given, subject):
    assert list(reasons(ready(**given))) == [subject]


def test_a_waiting_submission_is_not_in_review(db):
    assert reasons(factories.submission())["state"] == "It is not in review but waiting."


def test_a_held_submission_stays_until_somebody_clears_the_hold(db):
    submission = factories.submission()
    Submission.objects.update(held_because=["It has eleven links."])
    first, second = factories.pair()
    factories.recommended(submission, by=first)
    factories.recommended(submission, by=second)

    held = list(reasons(submission))
    review.clear(submission, by=first, subject=Clearance.Subject.HOLD, digest="", reason="They are real links.")

    assert held == ["held"]
    assert reasons(submission) == {}


def test_a_certain_duplicate_needs_a_word_on_why_it_is_none(db):
    factories.organization(name="Casa Amarilla", website="https://amarilla.example.org/")
    submission = ready(name="Casa Amarilla", website="https://elsewhere.example.org/")
    duplicate = "It may be “Casa Amarilla”, which we have. Say why it is not, or decline this as a duplicate."

    before = reasons(submission)
    from curation.notes import duplicate_remarks

    digest = duplicate_remarks(submission)[0].note.digest
    review.clear(submission, by=factories.pair()[0], subject="duplicate", digest=digest, reason="Another town.")

    assert before == {"duplicate": duplicate}
    assert reasons(submission) == {}


def test_a_colleague_who_found_it_does_not_meet_stands_in_the_way(db):
    submission = ready()
    third = factories.reviewer("third-reader")
    factories.assessed(submission, by=third, grade="does-not")

    assert [(o.subject, o.is_blind) for o in vetting.obstacles(Submission.objects.get())] == [
        ("representation", True),
        ("policy", True),
        ("language", True),
    ]


def test_new_criteria_ask_for_a_new_look(db):
    submission = ready()
    old = CriteriaSet.objects.current()
    new = CriteriaSet.objects.create(version="2", title="Criteria", status="effective", effective_on=old.effective_on)
    for criterion in old.criterion_set.all():
        criterion.pk, criterion.criteria = None, new
        criterion.save()

    assert "criteria" in reasons(submission)


def test_a_change_is_asked_only_the_questions_it_touches(db):
    organization = factories.organization()

    phone = factories.change(organization, phone="+1 775 555 0100")
    words = factories.change(organization, description="Something else.")

    assert [c.code for c in vetting.criteria_asked(phone)] == []
    assert [c.code for c in vetting.criteria_asked(words)] == ["representation", "policy", "language"]


def test_a_change_that_changes_nothing_cannot_be_published(db):
    change = factories.change(factories.organization())

    assert reasons(change)["changes"] == "It changes nothing: the listing says all of this already."


def test_a_change_overtaken_by_another_says_so(db):
    organization = factories.organization(city="Reno")
    late = factories.change(organization, city="Elko")
    factories.published(factories.change(organization, city="Sparks"))

    assert reasons(late)["city"] == (
        "Town: the listing was changed after this was proposed. Edit the facts so that they are right."
    )


def test_a_change_to_a_listing_taken_down_waits(db):
    organization = factories.organization()
    change = factories.change(organization, city="Sparks")
    review.withdraw(organization, by=factories.pair()[0], reason="safety")

    assert reasons(change)["listing"] == "The listing has been taken down. Put it back first, or decline this."


def test_facts_edited_after_the_findings_leave_them_unanswered(db):
    submission = ready()
    first, _second = factories.pair()
    submission.refresh_from_db()

    review.revise(submission, facts_of(submission) | {"description": "Something else."}, by=first)

    assert reasons(submission)["reviewers"] == "2 reviewers must recommend publishing."
