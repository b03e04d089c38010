"""A version of the criteria comes into force by steps, in the open, and by two people."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from curation import amending, drafting, rereviews, trail
from curation.models import CriteriaSet, Decision
from curation.review import ReviewError
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return factories.user("Administrator", username="wren")


@pytest.fixture
def colleague():
    return factories.user("Administrator", username="heron")


def in_days(number):
    return timezone.localdate() + timedelta(days=number)


def draft(by, kind="substantive"):
    made = drafting.copy_as_draft(CriteriaSet.objects.current(), by=by)
    made.change_kind = kind
    made.save()
    return made


def commented(by):
    """A version whose comment period has ended."""
    made = amending.open_for_comment(draft(by), until=in_days(14), by=by)
    CriteriaSet.objects.filter(pk=made.pk).update(comment_until=in_days(-1))
    return made


def test_a_change_in_substance_is_commented_on_and_put_in_force_by_a_second_person(administrator, colleague):
    before, made = CriteriaSet.objects.current(), commented(administrator)

    amending.propose_in_force(made, on=in_days(0), by=administrator)
    amending.put_in_force(made, by=colleague)

    before.refresh_from_db()
    assert (CriteriaSet.objects.current(), before.status) == (made, "retired")
    assert list(Decision.objects.order_by("seq").values_list("kind", "actor", "criteria_version")) == [
        ("open-criteria", "wren", "2"),
        ("propose-criteria", "wren", "2"),
        ("criteria-in-force", "heron", "2"),
    ]
    assert trail.verify().faults == []


def test_clearer_words_need_no_comments(administrator, colleague):
    made = draft(administrator, kind="editorial")

    amending.propose_in_force(made, on=in_days(0), by=administrator)
    amending.put_in_force(made, by=colleague)

    assert CriteriaSet.objects.current() == made


@pytest.mark.parametrize(
    ("step", "sentence"),
    [
        (lambda made, by: amending.open_for_comment(made, until=in_days(13), by=by), "Comments must be open until"),
        (lambda made, by: amending.propose_in_force(made, on=in_days(1), by=by), "Open it to comments first"),
        (lambda made, by: amending.put_in_force(made, by=by), "Open it to comments first"),
        (lambda made, by: amending.take_back(made, by=by), "a draft already"),
    ],
)
def test_a_draft_does_not_skip_a_step(administrator, step, sentence):
    made = draft(administrator)

    with pytest.raises(ReviewError, match=sentence):
        step(made, administrator)

    made.refresh_from_db()
    assert (made.status, Decision.objects.count()) == ("draft", 0)


def test_nothing_is_proposed_while_comments_are_open(administrator):
    made = amending.open_for_comment(draft(administrator), until=in_days(14), by=administrator)

    with pytest.raises(ReviewError, match="Wait until they have ended"):
        amending.propose_in_force(made, on=in_days(20), by=administrator)


def test_who_proposed_it_does_not_put_it_in_force_and_nobody_does_before_its_day(administrator, colleague):
    made = commented(administrator)
    with pytest.raises(ReviewError, match="Nobody has proposed"):
        amending.put_in_force(made, by=colleague)
    with pytest.raises(ReviewError, match="past"):
        amending.propose_in_force(made, on=in_days(-1), by=administrator)
    amending.propose_in_force(made, on=in_days(3), by=administrator)

    with pytest.raises(ReviewError, match="Another administrator"):
        amending.put_in_force(made, by=administrator)
    with pytest.raises(ReviewError, match="on that day or later"):
        amending.put_in_force(made, by=colleague)

    assert CriteriaSet.objects.current().version == "1"


def test_one_version_at_a_time_is_open_to_comments(administrator):
    amending.open_for_comment(draft(administrator), until=in_days(14), by=administrator)

    with pytest.raises(ReviewError, match="Version 2 is open to comments"):
        amending.open_for_comment(draft(administrator), until=in_days(14), by=administrator)


def test_what_is_in_force_takes_no_step_back(administrator):
    with pytest.raises(ReviewError, match="“In force”"):
        amending.take_back(CriteriaSet.objects.current(), by=administrator)


def test_a_version_without_a_required_question_goes_nowhere(administrator):
    made = draft(administrator, kind="editorial")
    made.criterion_set.update(is_required=False)

    with pytest.raises(ReviewError, match="no required question"):
        amending.propose_in_force(made, on=in_days(0), by=administrator)


def test_only_an_administrator_takes_a_step(administrator):
    with pytest.raises(PermissionDenied):
        amending.open_for_comment(draft(administrator), until=in_days(14), by=factories.publisher())


def test_what_is_open_to_comments_counts_nowhere(administrator):
    organization = factories.organization()

    made = amending.open_for_comment(draft(administrator), until=in_days(14), by=administrator)

    assert CriteriaSet.objects.current().version == organization.criteria_version == "1"
    assert [due.listing for due in rereviews.waiting()] == []
    assert list(CriteriaSet.objects.once_in_force().values_list("version", flat=True)) == ["1"]
    assert made.may_be_edited is False


def test_what_is_proposed_is_edited_by_nobody_until_it_is_taken_back(client, administrator):
    made = draft(administrator, kind="editorial")
    page = reverse("admin:curation_criteriaset_change", args=[made.pk])
    client.force_login(administrator)
    amending.propose_in_force(made, on=in_days(0), by=administrator)

    assert client.post(page, {"title": "Softer"}).status_code == 403
    client.post(reverse("admin:curation_criteriaset_step", args=[made.pk]), {"do": "take-back"})

    made.refresh_from_db()
    assert (made.may_be_edited, b'name="title"' in client.get(page).content) == (True, True)


def test_the_desk_takes_the_steps_and_shows_why_not(client, administrator, colleague):
    made = draft(administrator)
    client.force_login(administrator)
    step = reverse("admin:curation_criteriaset_step", args=[made.pk])

    def press(**sent):
        return client.post(step, sent, follow=True).content.decode()

    page = client.get(reverse("admin:curation_criteriaset_change", args=[made.pk])).content.decode()
    assert 'name="status"' not in page and 'value="open"' in page
    assert "Choose a day." in press(do="open", day="soon")
    assert "Nothing was pressed" in press(do="dance")
    assert "The public can read it now" in press(do="open", day=in_days(14).isoformat())
    CriteriaSet.objects.filter(pk=made.pk).update(comment_until=in_days(-1))
    assert "Another administrator puts it in force" in press(do="propose", day=in_days(0).isoformat())
    assert "You proposed it." in press(do="put-in-force")
    client.force_login(colleague)
    assert "It is in force." in press(do="put-in-force")


def test_a_version_written_from_nothing_begins_as_a_draft(client, administrator):
    client.force_login(administrator)
    rows = {f"criterion_set-{name}": 0 for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
    sent = {"version": "9", "title": "Other questions", "change_kind": "substantive", "status": "effective"} | rows

    client.post(reverse("admin:curation_criteriaset_add"), sent)

    assert CriteriaSet.objects.get(version="9").status == "draft"
