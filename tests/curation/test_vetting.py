"""Every reason that stands between a submission and the directory, one by one."""

import pytest
from django.contrib.auth.models import User

from curation import conflicts, review, vetting
from curation.models import Clearance, CriteriaSet, Review, Submission
from curation.notes import duplicate_remarks, personal_remarks
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


@pytest.fixture
def listing(db):
    return factories.organization()


def test_nothing_stands_in_the_way_of_a_submission_two_reviewers_recommend(db):
    assert reasons(ready()) == {}


@pytest.mark.parametrize(
    ("given", "subject"),
    [
        ({"description": " "}, "description"),
        ({"focus_areas": []}, "focus_areas"),
        ({"website": ""}, "ways"),
        ({"reach": ""}, "reach"),
        ({"country": "", "region": ""}, "country"),
    ],
)
def test_a_visitor_must_be_able_to_use_the_entry(db, given, subject):
    assert list(reasons(ready(**given))) == [subject]


@pytest.mark.parametrize(
    "given",
    [
        {"reach": "online"},
        {"reach": "international"},
        {"service_areas": [{"country": "US", "region": "", "city": ""}]},
    ],
)
def test_what_is_reached_from_anywhere_or_serves_a_country_needs_none_of_its_own(db, given):
    assert reasons(ready(country="", region="", city="", **given)) == {}


def test_a_note_without_a_changed_fact_says_what_to_do_with_it(listing):
    change = factories.change(listing)
    nothing = reasons(change)["changes"]
    Submission.objects.filter(pk=change.pk).update(submitter_note="The number is wrong.")

    assert (nothing[:22], reasons(change)["changes"][:21]) == ("It changes nothing: th", "It changes no fact. I")


def test_all_that_is_short_is_said_at_once(db):
    reader, submission = factories.reviewer(), factories.submission()
    review.claim(submission, by=reader)
    review.declare(submission, by=reader, has_conflict=False)
    short = [factories.assessment(one, evidence=[]) for one in factories.criteria()]
    review.assess(submission, by=reader, assessments=short)

    with pytest.raises(review.ReviewError) as refused:
        review.recommend(submission, by=reader, recommendation="publish")

    assert all(f"{one.title}: It needs evidence" in str(refused.value) for one in factories.criteria())


def test_a_waiting_submission_is_not_in_review(db):
    assert reasons(factories.submission())["state"] == "Nobody has begun to review it: take it up first."


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


def test_a_change_of_how_to_reach_a_group_is_checked_at_its_source_and_one_of_words_is_not(listing):
    proposed = [
        {"website": "https://elsewhere.example.org/"},
        {"email": "info@elsewhere.example.org"},
        {"phone": "+1 775 555 0100"},
        {"ways": [{"kind": "meeting", "label": "Mondays at six"}]},
        {"public_address": "12 Front Street", "address_is_open": True, "address_is_agreed": True},
        {"description": "Something else."},
    ]

    checked = [
        next(iter(facts)) for facts in proposed if "facts-checked" in reasons(factories.change(listing, **facts))
    ]

    assert checked == ["website", "email", "phone", "ways", "public_address"]


@pytest.mark.parametrize("gone", ["left", "lost the role"])
def test_what_a_reviewer_recommended_counts_only_while_they_may_review(db, gone):
    submission = ready()
    first, _second = factories.pair()

    if gone == "left":
        User.objects.filter(pk=first.pk).update(is_active=False)
    else:
        first.groups.clear()

    assert reasons(submission) == {"reviewers": "One more reviewer must recommend publishing."}


def test_what_somebody_with_a_conflict_found_stands_in_nobodys_way(db):
    submission = ready()
    third = factories.reviewer()
    factories.assessed(submission, by=third, grade="does-not")
    before = reasons(submission)

    review.declare(submission, by=third, has_conflict=True)

    assert (len(before), reasons(submission)) == (3, {})


def test_who_sent_in_the_entry_does_not_judge_what_is_changed_in_it(db):
    sender, other = factories.reviewer(), factories.reviewer()
    listing = factories.published(factories.submission(source="curator", by=sender)).organization
    change = factories.change(listing, source="curator", by=other, city="Sparks")

    assert vetting.senders(change) == {sender.pk, other.pk}
    assert vetting.senders(factories.submission()) == set()


def test_a_conflict_closes_all_that_is_about_the_same_listing_and_nothing_else(db, listing):
    reader, colleague = factories.reviewer(), factories.reviewer()
    change, later, unrelated = factories.change(listing, city="Elko"), factories.change(listing, city="Sparks"), ready()
    review.declare(change, by=reader, has_conflict=True)
    review.declare(unrelated, by=reader, has_conflict=False)

    closed = set(Submission.objects.filter(conflicts.closed_to(reader)))

    assert closed == {change, later, Submission.objects.entries().get(organization=listing)}
    assert not Submission.objects.filter(conflicts.closed_to(colleague)).exists()


def test_a_conflict_about_a_group_that_is_not_listed_closes_that_alone(db, listing):
    reader, suggested, change = factories.reviewer(), factories.submission(), factories.change(listing, city="Elko")
    review.declare(suggested, by=reader, has_conflict=True)

    open_to_them = set(Submission.objects.exclude(conflicts.closed_to(reader)))

    assert (suggested in open_to_them, change in open_to_them) == (False, True)


@pytest.mark.parametrize(
    ("summary", "quote", "is_public", "is_named"),
    [
        ("Ask for Dana Whitfield.", "", True, True),
        ("", "Ask for Dana Whitfield.", True, True),
        ("", "Ask for Dana Whitfield.", False, False),
        ("Members decide.", "Members decide.", True, False),
    ],
)
def test_a_finding_may_not_tell_the_public_about_a_person(db, summary, quote, is_public, is_named):
    submission, reader = factories.submission(), factories.reviewer()
    factories.assessed(submission, by=reader)
    evidence = [{"kind": "own", "url": "", "quote": quote, "seen_on": factories.SEEN, "is_public": is_public}]
    answer = factories.assessment(factories.criteria()[0], evidence=evidence, public_summary=summary)
    review.assess(submission, by=reader, assessments=[answer])

    finding = Review.objects.get().findings.get(criterion=answer.criterion)
    sentence = "What the public may read names a person or a private detail. Take that out."
    assert vetting.shortcomings(finding) == ([sentence] if is_named else [])


@pytest.mark.parametrize(("is_public", "is_told"), [(True, True), (False, False)])
def test_a_public_link_may_not_lead_to_one_person(db, is_public, is_told):
    submission, reader = factories.submission(), factories.reviewer()
    factories.assessed(submission, by=reader)
    link = "https://social.example/maria.gonzalez.7755550142"
    evidence = [{"kind": "own", "url": link, "quote": "", "seen_on": factories.SEEN, "is_public": is_public}]
    answer = factories.assessment(factories.criteria()[0], evidence=evidence)
    review.assess(submission, by=reader, assessments=[answer])

    finding = Review.objects.get().findings.get(criterion=answer.criterion)
    sentence = f"“{link}” may lead to one person. Choose another page, or do not show it to the public."
    assert vetting.shortcomings(finding) == ([sentence] if is_told else [])


def test_what_a_recommendation_says_of_how_the_facts_were_checked_may_not_name_a_person(db):
    submission = ready()
    first, _second = factories.pair()
    # As it could be written before it was looked at.
    Review.objects.filter(reviewer=first).update(facts_checked_how="I phoned Maria Gonzalez.")

    told = "first-reader: how the facts were checked names a person or a private detail. Take that out."
    assert reasons(submission) == {"facts-checked": told}


def test_the_address_of_an_open_door_may_not_name_who_lives_there(db):
    door = factories.OPEN_DOOR | {"public_address": "c/o Maria Gonzalez, apartment 3, 12 Elm Street"}

    assert [remark.note.kind for remark in personal_remarks(ready(**door))] == ["person", "address"]
    assert reasons(ready(**factories.OPEN_DOOR)) == {}


def test_a_person_s_details_stand_in_the_way_until_somebody_says_why_they_may_stay(db):
    submission = ready(description="Ask for Dana Whitfield.")
    [remark] = personal_remarks(submission)

    before = reasons(submission)
    digest = remark.note.digest
    review.clear(submission, by=factories.pair()[0], subject="personal", digest=digest, reason="It is a group.")

    told = (
        "What it does: “Ask for Dana Whitfield” looks like a person’s details. Take it out, or clear it with a reason."
    )
    assert before == {"personal": told}
    assert reasons(submission) == {}


def test_who_has_not_answered_is_told_what_anybody_could_see_and_not_which_way_others_lean(db):
    submission, (first, second) = factories.submission(reach=""), factories.pair()
    factories.recommended(submission, by=first)
    outsider, done = (
        factories.reviewer(),
        "%d of 2 reviewers are done. You can read more once your own answers are saved.",
    )

    def told(user):
        found = vetting.obstacles_for(submission, user, vetting.counting_reviews(submission))
        return [(o.subject, o.reason) for o in found]

    reach = ("reach", "It does not say how far it reaches.")
    assert told(outsider) == [reach, ("reviewers", done % 1)]
    # Having read something else is no matter.
    factories.recommended(factories.submission(), by=second)
    review.declare(submission, by=second, has_conflict=False)
    assert told(second) == [reach, ("reviewers", done % 1)]
    assert told(first) == [reach, ("reviewers", "One more reviewer must recommend publishing.")]
    factories.recommended(submission, by=second)
    assert told(second) == [reach]
    assert told(outsider) == [reach]
