"""What somebody who knows the code tried, and how each attempt ends now."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError

from curation import accounts, intake, notes, publishing, review, trail, vetting
from curation.models import Criterion, Decision, Source, Submission
from directory.models import Organization
from directory.record import facts_of
from tests import factories


def reasons(submission):
    return [obstacle.subject for obstacle in vetting.obstacles(Submission.objects.get(pk=submission.pk))]


def test_a_list_of_names_that_would_keep_a_worker_busy_is_refused(db):
    names = "\n".join(f"Name {number}" for number in range(21))

    with pytest.raises(ValidationError) as raised:
        intake.receive(factories.facts(other_names=names), source=Source.FORM)

    assert raised.value.message_dict == {"other_names": ["Give at most 20 other names, one on each line."]}


def test_what_was_taken_out_because_it_is_about_a_person_is_not_kept_in_the_trail(db):
    submission = factories.submission(description="Ask for Maria Lopez, 12 Elm Street, Reno.", phone="+1 775 555 0100")
    reader = factories.reviewer()
    review.claim(submission, by=reader)
    submission.refresh_from_db()

    review.revise(submission, facts_of(submission) | {"description": "Peer support.", "phone": ""}, by=reader)

    assert Decision.objects.last().payload.body["changes"] == [
        {"fact": "description", "to": "Peer support."},
        {"fact": "phone", "from": "+1 775 555 0100", "to": ""},
    ]


def test_who_sent_a_group_in_does_not_judge_it_at_the_re_review_either(db):
    sender = factories.reviewer()
    organization = factories.published(factories.submission(source="curator", by=sender)).organization

    again = intake.receive_for_review(organization, by=sender)

    with pytest.raises(review.ReviewError, match="somebody else has to review it"):
        review.claim(again, by=sender)


def test_a_re_review_cannot_smuggle_in_new_facts(db):
    organization = factories.organization()
    reader = factories.reviewer()
    again = intake.receive_for_review(organization, by=reader)
    review.claim(again, by=reader)
    again.refresh_from_db()

    with pytest.raises(review.ReviewError, match="Propose a change"):
        review.revise(again, facts_of(again) | {"name": "Something Else"}, by=reader)

    assert Submission.objects.get(pk=again.pk).name == organization.name


@pytest.mark.parametrize("left", ["signed off", "without the role"])
def test_a_reviewer_who_is_no_longer_one_does_not_count(db, left):
    submission = factories.submission()
    first, second = factories.pair()
    factories.recommended(submission, by=first)
    factories.recommended(submission, by=second)
    ready = reasons(submission)

    if left == "signed off":
        User.objects.filter(pk=first.pk).update(is_active=False)
    else:
        first.groups.clear()

    assert (ready, reasons(submission)) == ([], ["reviewers"])


@pytest.mark.parametrize(
    "changed",
    [
        {"phone": "+1 775 555 0100"},
        {"email": "info@elsewhere.example"},
        {"ways": [{"kind": "donate", "label": "Give"}]},
    ],
)
def test_a_new_way_to_reach_a_group_is_not_published_before_somebody_has_checked_it(db, changed):
    change = factories.change(factories.organization(), **changed)
    for reader in factories.pair():
        review.claim(change, by=reader)
        review.declare(change, by=reader, has_conflict=False)
        review.recommend(change, by=reader, recommendation="publish")

    assert reasons(change) == ["call-back", "facts-checked"]


@pytest.mark.parametrize(
    "given",
    [
        {"city": "12 Elm Street, Apt 4"},
        {"email": "maria.lopez84@gmail.com"},
        {"ways": [{"kind": "meeting", "label": "Tuesdays", "languages": "ask for Maria Lopez, 12 Elm Street Apt 4"}]},
        {"service_areas": [{"country": "US", "region": "NV", "city": "12 Elm Street, Apt 4"}]},
        {"policies": [{"question": "police", "answer": "no", "source": "Ask for Maria Lopez", "as_of": "2026-01-01"}]},
    ],
)
def test_a_person_s_details_are_seen_in_every_text_a_visitor_would_read(db, given):
    facts = factories.facts(**given)

    submission = intake.receive(facts, source=Source.FORM).submission

    assert [remark.where for remark in notes.personal_remarks(submission)] != []


def test_a_public_summary_that_names_a_person_cannot_carry_a_recommendation(db):
    submission = factories.submission()
    reader = factories.reviewer()
    factories.assessed(submission, by=reader)
    naming = factories.assessment(factories.criteria()[0], public_summary="Ask for Maria Lopez, 12 Elm Street Apt 4.")
    review.assess(submission, by=reader, assessments=[naming])

    with pytest.raises(review.ReviewError, match="names a person"):
        review.recommend(submission, by=reader, recommendation="publish")


def test_that_nothing_stands_in_the_way_is_not_told_to_somebody_still_reading(db):
    submission = factories.submission()
    third = factories.reviewer()
    for reader in factories.pair():
        factories.recommended(submission, by=reader)
    review.declare(submission, by=third, has_conflict=False)

    submission = Submission.objects.get()
    told = vetting.obstacles_for(submission, third, vetting.counting_reviews(submission))

    assert [obstacle.reason for obstacle in told] == [
        "2 of 2 reviewers are done. You can read more once your own answers are saved."
    ]


def test_a_conflict_of_interest_holds_for_everything_about_the_same_listing(db):
    submission = factories.submission()
    kin = factories.reviewer()
    review.declare(submission, by=kin, has_conflict=True)
    organization = factories.published(submission).organization

    change = factories.change(organization, city="Sparks")

    with pytest.raises(PermissionDenied, match="conflict of interest"):
        review.claim(change, by=kin)


def test_the_address_of_a_namesake_does_not_count_what_is_hidden(db):
    factories.withdrawn(name="Red Garden", city="Elko")
    namesake = Organization(name="Red Garden")

    slug = publishing._slug(namesake)

    assert slug.startswith("red-garden-")
    assert not any(character.isdigit() for character in slug)


def test_every_invitation_and_change_of_roles_is_a_line_in_the_trail(db):
    boss, colleague = factories.user("Administrator", username="boss"), factories.reviewer("colleague")

    accounts.invite(colleague, by=boss)
    colleague.groups.clear()
    accounts.record_change(colleague, by=boss)

    assert [(line.actor, line.kind, line.payload.body) for line in accounts.recent_lines()] == [
        ("boss", "change-account", {"account": "colleague", "roles": [], "is_active": True}),
        ("boss", "invite", {"account": "colleague", "again": True, "roles": ["Reviewer"], "factor": "ended"}),
    ]
    assert trail.verify().faults == []


def test_a_handle_never_changes_hands(client, db):
    boss, colleague = factories.user("Administrator", username="boss"), factories.reviewer("colleague")
    accounts.invite(colleague, by=boss)
    client.force_login(boss)

    client.post(f"/admin/auth/user/{boss.pk}/change/", {"username": "boss2", "is_active": "on", "groups": []})
    client.post("/admin/auth/user/add/", {"username": "Boss", "groups": []})

    assert sorted(User.objects.values_list("username", flat=True)) == ["boss", "colleague"]


@pytest.mark.parametrize("concerns", [5, [["a"]], ["nonsense"], "name"])
def test_a_question_that_judges_no_known_fact_cannot_be_saved(db, concerns):
    criterion = Criterion.objects.first()
    criterion.concerns = concerns

    with pytest.raises(ValidationError) as raised:
        criterion.full_clean()

    assert list(raised.value.message_dict) == ["concerns"]


def test_names_made_of_signs_are_nobody_s_duplicate(db):
    from curation.duplicates import likely_same

    factories.submission(name="☂☂☂", city="Elko")

    assert likely_same(factories.submission(name="★★★", city="Sparks")) == []


@pytest.mark.parametrize("origin", ["http://[", "http://a]b", "//[", "null", "https://elsewhere.example"])
def test_a_form_sent_from_elsewhere_is_refused_whatever_the_browser_calls_it(client, db, origin):
    answer = client.post("/suggest/", {"name": "x"}, headers={"origin": origin})

    assert answer.status_code == 403


@pytest.mark.parametrize("charset", ["base64", "hex", "rot13", "unicode_escape", "undefined", "idna"])
def test_a_form_in_another_codec_is_read_as_any_other(client, db, charset):
    kind = f"multipart/form-data; boundary=b; charset={charset}"

    answer = client.generic(
        "POST", "/suggest/", b'--b\r\nContent-Disposition: form-data; name="name"\r\n\r\nx\r\n--b--', kind
    )

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/admin/curation/submission/?name__regex=(",
        "/admin/curation/submission/?state__exact=%00",
        f"/admin/directory/focusarea/?submission={'9' * 30}",
        "/admin/curation/decision/?at__gte=0001-01-01T00:00:00%2B14:00",
        f"/admin/curation/submission/{'9' * 5000}/change/",
        f"/admin/curation/submission/{'9' * 5000}/facts/",
    ],
)
def test_a_crafted_address_never_breaks_the_desk(client, db, path):
    client.force_login(factories.user("Publisher", "Administrator"))

    assert client.get(path).status_code in {200, 302, 400, 404}


def test_the_desk_has_no_shortcut_that_tells_the_names_of_what_was_taken_down(client, db):
    organization = factories.withdrawn(name="Taken Down")
    client.force_login(factories.user("Coalition"))
    from django.contrib.contenttypes.models import ContentType

    kind = ContentType.objects.get_for_model(Organization).pk

    assert client.get(f"/admin/r/{kind}/{organization.pk}/").status_code == 404


def test_a_letter_goes_only_to_the_address_that_is_shown(client, db):
    organization = factories.organization(email="info%40good.example?cc=spy%40evil.example&x=@good.example")

    page = client.get(organization.get_absolute_url()).content.decode()

    assert "mailto:info%2540good.example%3Fcc%3Dspy%2540evil.example%26x%3D@good.example" in page
