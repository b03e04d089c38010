"""A sheet shows its owner what they may see elsewhere on the desk, now, and nothing more."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from curation import review
from curation.coalitions import coalitions_of
from curation.models import Coalition, Remembered, Row, Submission
from curation.sheets import batches, returning
from curation.states import State
from tests import factories
from tests.curation.admin.desk import signed_in, words
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db
ALIKE = [["Name", "Town"], ["Night Gardens Collective", "Sparks"]]
TOLD = [["Name", "Town", "About"], ["Ember House", "Reno", "Only I know this."]]
SAME = [["Name", "Town"], ["Ember House", "Reno"]]
ABOUT = {"About": "description"}


@pytest.fixture
def me():
    return bringing.coalition("valley-net")


@pytest.fixture
def reviewer():
    return factories.user("Coalition", "Reviewer", username="both")


def pages(batch, user):
    """Return all that a sheet tells of its first row: its own page, the list, and the sheet to take away."""
    client = signed_in(user)
    row = client.get(reverse("admin:curation_batch_row", args=[batch.pk, 2]))
    listed = client.get(reverse("admin:curation_batch_change", args=[batch.pk]))
    content, _type, _name = returning.sheet_with_reasons(type(batch).objects.get(pk=batch.pk))
    return words(row) + words(listed) + content.decode()


def test_a_conflict_of_interest_declared_since_closes_the_row_s_other_half(reviewer):
    submission = factories.submission(name="Night Garden Collective", description="Only the queue says this.")
    batch = bringing.checked(ALIKE, by=reviewer)
    assert "Only the queue says this." in pages(batch, reviewer)

    review.declare(submission, by=reviewer, has_conflict=True)

    assert "Only the queue says this." not in pages(batch, reviewer)
    assert "Night Garden Collective" not in pages(batch, reviewer)


def test_whoever_is_no_reviewer_any_more_reads_no_submission_beside_a_row(reviewer):
    factories.submission(name="Night Garden Collective", description="Only the queue says this.")
    batch = bringing.checked(ALIKE, by=reviewer)

    reviewer.groups.remove(reviewer.groups.get(name="Reviewer"))

    assert "Night Garden Collective" not in pages(batch, type(reviewer).objects.get(pk=reviewer.pk))


@pytest.mark.parametrize(
    ("sheet", "status"),
    [(ALIKE, "duplicate"), ([["Name", "Town", "About"], ["Night Garden Collective", "Reno", "Mine."]], "change")],
)
def test_a_listing_taken_down_meanwhile_is_shown_no_more(me, sheet, status):
    listing = factories.organization(name="Night Garden Collective", city="Reno", description="Old words.")
    batch = bringing.checked(sheet, by=me, columns=ABOUT if status == "change" else {})
    assert bringing.statuses(batch) == {2: status}
    assert "Old words." in pages(batch, me)

    review.withdraw(listing, by=factories.pair()[0], reason="wrong")

    told = pages(batch, me)
    assert "Old words." not in told
    assert str(listing.website) not in told


def test_what_a_listing_said_before_it_changed_is_shown_no_more(me):
    listing = factories.organization(name="Night Garden Collective", city="Reno", phone="+1 775 555 0100")
    head = ["Name", "Town", "Phone"]
    batch = bringing.checked([head, ["Night Garden Collective", "Reno", "+1 775 555 0199"]], by=me)
    assert "“+1 775 555 0100” becomes “+1 775 555 0199”" in pages(batch, me)

    factories.published(factories.change(listing, phone="+1 775 555 0123"))

    told = pages(batch, me)
    assert "+1 775 555 0100" not in told
    assert "The listing changed while you looked at this sheet." in told


def test_a_colleague_of_the_coalition_learns_nothing_of_what_somebody_else_sent(me):
    colleague = bringing.coalition("other")
    coalitions_of(me)[0].members.add(colleague)
    bringing.sent(bringing.checked(TOLD, by=me, columns=ABOUT), by=me)
    Submission.objects.update(state=State.DECLINED)

    batch = bringing.checked(SAME, by=colleague)

    row = bringing.row(batch, 2)
    assert (row.status, row.earlier, row.reasons) == ("new", None, [])
    assert "Only I know this." not in pages(batch, colleague)


def test_a_former_member_neither_works_on_the_sheet_nor_teaches_the_coalition(me):
    gone, coalition = bringing.coalition("gone"), coalitions_of(me)[0]
    coalition.members.add(gone)
    batch = bringing.upload([["Gruppe", "Ort"], ["Ember House", "Reno"]], by=gone)
    coalition.members.remove(gone)

    with pytest.raises(PermissionDenied):
        batches.say_columns(batch, ["name", "private"], by=gone)
    with pytest.raises(PermissionDenied):
        batches.open_batch(b"Name\nEmber House\n", "g.csv", coalition=coalition, by=gone)

    assert not Remembered.objects.exists()
    assert not Row.objects.exists()


def test_a_handle_like_a_coalition_s_name_opens_nothing_of_it():
    harbor = Coalition.objects.create(name="harbor")
    ana = bringing.coalition("ana")
    harbor.members.add(ana)
    bringing.sent(bringing.checked(TOLD, by=ana, columns=ABOUT), by=ana)
    stranger = bringing.coalition("harbor")

    batch = bringing.checked(SAME, by=stranger)

    assert [str(one) for one in coalitions_of(stranger)] == ["harbor 2"]
    assert "Only I know this." not in pages(batch, stranger)


def test_the_longest_handle_makes_a_coalition_too():
    long, longer = bringing.coalition("u" * 149), bringing.coalition("u" * 150)

    names = [coalitions_of(user)[0].name for user in (long, longer)]

    assert names == ["u" * 120, f"{'u' * 118} 2"]
