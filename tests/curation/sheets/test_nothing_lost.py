"""Whatever happens between two looks at a sheet, no group leaves the queue unasked, and none goes in twice."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from curation import intake, review
from curation.models import Batch, BatchFile, Row, Submission
from curation.sheets import batches, rows, sending
from curation.startup import prepare
from curation.states import State
from tests import factories
from tests.curation.admin.desk import said, signed_in, words
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db
FIRST = [["Name", "Web"], ["Ember House", "ember.example.org"]]
SECOND = [["Name", "Web"], ["Ember House", "ember.example.net"], ["Copper House", ""]]


@pytest.fixture
def me():
    return bringing.coalition("valley-net")


@pytest.fixture
def both():
    return factories.user("Coalition", "Reviewer", username="both")


def address(page, *args):
    return reverse(f"admin:curation_batch_{page}", args=args)


def waiting():
    return sorted(Submission.objects.filter(state=State.WAITING).values_list("name", "website"))


@pytest.mark.parametrize("refused", [2, 3])
def test_a_correction_leaves_the_first_version_in_the_queue_if_the_door_refuses_its_chunk(me, refused):
    bringing.sent(bringing.checked(FIRST, by=me), by=me)
    batch = bringing.checked(SECOND, by=me)
    assert bringing.statuses(batch) == {2: "correction", 3: "new"}
    row = bringing.row(batch, refused)
    row.facts["focus_areas"] = ["removed-since"]
    row.save()

    bringing.sent(batch, by=me)

    kept = ("Ember House", "https://ember.example.org")
    new, other = ("Ember House", "https://ember.example.net"), ("Copper House", "")
    assert waiting() == {2: [other, kept], 3: [new]}[refused]
    assert bringing.statuses(batch)[refused] == "fix"


def test_one_file_brought_twice_before_either_was_sent_goes_in_once(me):
    one, two = bringing.checked(FIRST, by=me), bringing.checked(FIRST, by=me)

    bringing.sent(one, by=me)
    bringing.sent(two, by=me)

    assert Submission.objects.count() == 1
    assert (bringing.row(two, 2).status, bringing.row(two, 2).reasons) == ("duplicate", ["You sent this before."])


def test_the_same_name_and_town_in_another_country_corrects_nothing(me):
    head = ["Name", "Country", "Town"]
    bringing.sent(bringing.checked([head, ["Red Umbrella", "United Kingdom", "London"]], by=me), by=me)

    second = bringing.checked([head, ["Red Umbrella", "Canada", "London"]], by=me)

    assert bringing.statuses(second) == {2: "duplicate"}
    rows.same_or_different(second, 2, by=me, is_same=False)
    bringing.sent(Batch.objects.get(pk=second.pk), by=me)
    assert len(waiting()) == 2


def test_a_row_typed_over_to_be_like_one_below_is_asked_about(me):
    batch = bringing.checked([["Name", "Town"], ["Ember Hous", "Reno"], ["Ember House", "Reno"]], by=me)

    rows.retype(batch, 2, {0: "Ember House"}, by=me)

    assert bringing.statuses(batch) == {2: "new", 3: "duplicate"}


def test_a_row_whose_twin_is_left_out_may_go(me):
    batch = bringing.checked([["Name", "Town"], ["Ember House", "Reno"], ["Ember House", "Reno"]], by=me)

    rows.include(batch, [2], by=me, included=False)

    assert bringing.statuses(batch) == {2: "excluded", 3: "new"}


def test_of_many_rows_typed_over_one_bad_keeps_none_of_the_others_back(me):
    batch = bringing.checked([["Name", "Web"], ["Ember House", "nope"], ["Copper House", "nope"]], by=me)
    typed = {"cell-2-1": "x" * 4001, "cell-3-1": "copper.example.org"}

    page = signed_in(me).post(address("change", batch.pk), {"do": "retype", **typed}, follow=True)

    assert bringing.statuses(batch) == {2: "fix", 3: "new"}
    assert said(page) == [
        "Row 2: “Web” is longer than 4000 letters. Shorten it.", "Saved: 1 of 1 rows are all right now.",
    ]  # fmt: skip


def test_what_was_sent_is_taken_back_on_the_page_of_a_closed_sheet(me):
    batch = bringing.sent(bringing.checked(FIRST, by=me), by=me)
    batches.close(batch, by=me)

    signed_in(me).post(address("change", batch.pk), {"do": "undo"}, follow=True)

    assert Submission.objects.get().state == State.TAKEN_BACK
    assert Batch.objects.get().stage == Batch.Stage.ROWS


def test_a_conflict_of_interest_keeps_back_only_the_rows_it_is_about(both):
    listing = factories.organization(name="Night Garden Collective", city="Reno")
    head = ["Name", "Town", "Web"]
    bringing.sent(bringing.checked([head, ["Night Garden Collective", "Reno", "new.example.org"]], by=both), by=both)
    newer = [head, ["Night Garden Collective", "Reno", "newer.example.org"], ["Ember House", "Elko", ""]]
    second = bringing.checked(newer, by=both)
    assert bringing.statuses(second) == {2: "correction", 3: "new"}
    again = intake.receive_for_review(listing, by=factories.reviewer())
    review.declare(again, by=both, has_conflict=True)

    bringing.sent(second, by=both)
    bringing.undone(Batch.objects.last(), by=both)

    assert bringing.statuses(second) == {2: "duplicate", 3: "sent"}
    closed = "You declared a conflict of interest here, so it is closed to you."
    assert [row.reasons for row in second.rows.filter(number=2)] == [[closed]]
    assert Row.objects.get(batch=Batch.objects.last(), number=2).outcome == closed


def test_saying_once_that_a_closed_group_may_go_does_not_let_in_the_next(me):
    sheet = [["Name", "Standing"], ["Ember House", "permanently closed"]]
    batch = bringing.checked(sheet, by=me, columns={"Standing": "standing"})

    signed_in(me).post(address("row", batch.pk, 2), {"do": "answer closed"})

    assert bringing.statuses(batch) == {2: "excluded"}
    assert bringing.statuses(bringing.checked(sheet, by=me, columns={"Standing": "standing"})) == {2: "excluded"}


@pytest.mark.parametrize("look", ["the list", "a start"])
def test_old_files_are_erased_without_another_upload(me, look):
    bringing.checked(FIRST, by=me)
    Batch.objects.update(uploaded_at=timezone.now() - timedelta(days=30))

    signed_in(me).get(address("changelist")) if look == "the list" else prepare()

    assert not BatchFile.objects.exists()


def test_sending_that_was_begun_cannot_be_read_another_way(me, monkeypatch):
    monkeypatch.setattr(sending, "CHUNK", 1)
    batch = sending.begin_sending(bringing.checked(SECOND, by=me), by=me, attests=True)

    for act in (
        lambda: batches.say_columns(batch, ["name", "note"], by=me),
        lambda: batches.choose_headings(batch, 2, by=me),
        lambda: batches.choose_sheet(batch, "", by=me),
    ):
        with pytest.raises(review.ReviewError):
            act()

    assert len(waiting()) == 0
    sending.send_some(batch, by=me)
    assert len(waiting()) == 2


def test_whoever_takes_a_correction_back_is_told_that_the_first_version_stays_away(me):
    bringing.sent(bringing.checked(FIRST, by=me), by=me)
    batch = bringing.undone(bringing.sent(bringing.checked(SECOND, by=me), by=me), by=me)

    outcomes = dict(batch.rows.values_list("number", "outcome"))

    told = "Taken back. The version before it does not come back: send it again if it should stand."
    assert outcomes == {2: told, 3: "Taken back."}
    assert told in words(signed_in(me).get(address("change", batch.pk)))


@pytest.mark.parametrize("first", ["closed", "taken back"])
def test_nothing_stays_of_what_was_taken_back_once_the_sheet_is_closed(me, first):
    sheet = [["Name", "Remarks"], ["Ember House", "hi"]]
    batch = bringing.sent(bringing.checked(sheet, by=me, columns={"Remarks": "note"}), by=me)
    if first == "closed":
        batches.close(batch, by=me)
        bringing.undone(batch, by=me)
    else:
        batches.close(bringing.undone(batch, by=me), by=me)

    row = Row.objects.get()

    assert (row.status, row.facts, row.note) == ("undone", {}, "")


def test_another_group_under_the_id_of_a_listing_is_not_proposed_as_a_change_to_it(me):
    listing = factories.organization(name="Night Garden Collective", city="Reno")
    sheet = [["Name", "Listing ID"], ["Copper House", str(listing.public_id)]]
    batch = bringing.checked(sheet, by=me, columns={"Listing ID": "listing"})
    assert bringing.statuses(batch) == {2: "change"}

    rows.same_or_different(batch, 2, by=me, is_same=False)

    assert (bringing.row(batch, 2).status, bringing.row(batch, 2).listing) == ("new", None)


def test_words_are_taken_out_of_an_untidy_cell(me):
    sheet = [["Name", "Remarks"], ["Ember House", "Warm line. Ask  for\u00a0Dana  Lopez, ok."]]
    batch = bringing.checked(sheet, by=me, columns={"Remarks": "note"})
    [message] = bringing.row(batch, 2).messages

    row = rows.take_out(batch, 2, message["column"], message["sample"], by=me)

    assert (row.status, row.note) == ("new", "Remarks: Warm line. , ok.")


def test_a_second_row_about_one_listing_is_asked_about(me):
    listing = factories.organization(name="Night Garden Collective", city="Reno")
    names = ("Copper House", "Juniper House")
    sheet = [["Name", "Listing ID"], *[[name, str(listing.public_id)] for name in names]]
    batch = bringing.checked(sheet, by=me, columns={"Listing ID": "listing"})
    assert bringing.statuses(batch) == {2: "change", 3: "duplicate"}
    assert bringing.row(batch, 3).reasons == ["Row 2 of this sheet is about the same listing."]

    rows.include(batch, [2], by=me, included=False)
    assert bringing.statuses(batch) == {2: "excluded", 3: "change"}

    rows.include(batch, [2], by=me, included=True)
    rows.same_or_different(batch, 3, by=me, is_same=True)
    assert bringing.statuses(batch) == {2: "change", 3: "change"}
