"""Rows become waiting submissions and nothing else, once, and can be taken back while nobody has begun on them."""

import pytest
from django.core.exceptions import PermissionDenied

from curation import review, trail
from curation.models import Decision, Row, Source, Submission
from curation.review import ReviewError
from curation.sheets import batches, rows, sending
from curation.states import State
from directory.models import Organization
from directory.record import facts_of
from tests import factories
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db
HEAD = ["Name", "Website", "Town", "State", "Remarks"]


@pytest.fixture
def me():
    return bringing.coalition("valley-net")


def sheet(count=3):
    return [HEAD, *[[f"{word} House", f"{word}.example.org", "Reno", "NV", "Seen."] for word in WORDS[:count]]]


def breaks_off(*_given, **_named):
    raise KeyboardInterrupt


WORDS = ("Ember", "Juniper", "Marigold", "Copper", "Willow")


def sent_sheet(me, count=3):
    return bringing.sent(bringing.checked(sheet(count), by=me), by=me)


def from_sheets():
    return Submission.objects.filter(source=Source.SPREADSHEET)


def test_good_rows_wait_in_the_queue_with_where_they_came_from(me):
    batch = sent_sheet(me, 1)

    submission = from_sheets().get()
    assert (submission.state, submission.purpose, submission.submitted_by) == (State.WAITING, "new", me)
    assert (submission.name, submission.region, submission.submitter_note) == ("Ember House", "NV", "Remarks: Seen.")
    words = Decision.objects.get(submission=submission.uuid).payload.body
    assert (words["source"], words["coalition"], words["sheet"], words["row"]) == (
        "spreadsheet", "valley-net", str(batch.uuid), 2,
    )  # fmt: skip
    assert words["attested"] == batch.attested_at.isoformat()
    assert trail.verify().faults == []


def test_nothing_is_sent_before_its_owner_attests_to_it(me):
    batch = bringing.checked(sheet(), by=me)

    with pytest.raises(ReviewError):
        sending.begin_sending(batch, by=me, attests=False)

    assert not from_sheets().exists()


def test_a_sheet_publishes_nothing_and_sets_no_state_consent_id_or_date(me):
    listing = factories.organization(name="Lantern House", city="Reno")
    extra = ["State of review", "Show who leads it", "Consent", "ID", "Published", "Who leads it", "Listed on"]
    values = ["published", "yes", "confirmed", "1", "yes", "survivors", "2020-01-01"]
    rows_ = [[*HEAD[:3], *extra], ["Ember House", "", "Reno", *values], ["Lantern House", "", "Reno", *values]]

    bringing.sent(bringing.checked(rows_, by=me, columns={"Consent": "note", "ID": "note"}), by=me)

    listing.refresh_from_db()
    assert Organization.objects.count() == 1
    assert (listing.version, listing.leadership, listing.publish_leadership) == (1, "", False)
    [new] = from_sheets().filter(purpose="new")
    assert (new.state, new.publish_leadership, new.leadership, new.organization) == (
        State.WAITING, False, "survivors", None,
    )  # fmt: skip


def test_a_change_carries_the_listing_as_it_was(me):
    listing = factories.organization(name="Ember House", city="Reno", phone="+1 775 555 0100")
    rows_ = [["Name", "Town", "Phone"], ["Ember House", "Reno", "+1 775 555 0199"]]

    bringing.sent(bringing.checked(rows_, by=me), by=me)

    [change] = from_sheets()
    assert (change.purpose, change.organization) == ("change", listing)
    assert change.base == facts_of(listing)
    assert {k for k, v in facts_of(change).items() if v != change.base[k]} == {"phone"}


def test_the_same_sheet_again_makes_no_second_submission(me):
    sent_sheet(me)

    again = bringing.checked(sheet(), by=me)

    assert set(bringing.statuses(again).values()) == {"unchanged"}
    with pytest.raises(ReviewError):
        sending.begin_sending(again, by=me, attests=True)
    assert from_sheets().count() == 3


def test_a_proposed_change_brought_again_is_not_proposed_again(me):
    factories.organization(name="Ember House", city="Reno", phone="+1 775 555 0100")
    rows_ = [["Name", "Town", "Phone"], ["Ember House", "Reno", "+1 775 555 0199"]]
    bringing.sent(bringing.checked(rows_, by=me), by=me)

    assert bringing.statuses(bringing.checked(rows_, by=me)) == {2: "unchanged"}


def test_a_corrected_row_takes_the_place_of_the_one_before(me):
    sent_sheet(me, 2)
    corrected = sheet(2)
    corrected[1][1] = "ember-house.example.org"

    batch = bringing.checked(corrected, by=me)
    assert bringing.statuses(batch) == {2: "correction", 3: "unchanged"}
    bringing.sent(batch, by=me)

    assert sorted(from_sheets().filter(name="Ember House").values_list("state", "website")) == [
        (State.TAKEN_BACK, "https://ember.example.org"),
        (State.WAITING, "https://ember-house.example.org"),
    ]


def test_a_correction_of_what_reviewers_work_on_is_not_sent_over_their_heads(me):
    sent_sheet(me, 1)
    review.claim(from_sheets().get(), by=factories.reviewer())
    corrected = sheet(1)
    corrected[1][1] = "ember-house.example.org"

    batch = bringing.checked(corrected, by=me)

    assert bringing.statuses(batch) == {2: "duplicate"}
    assert bringing.row(batch, 2).reasons == [
        "Reviewers are working on what you sent before. Tell them there what has changed."
    ]


def test_a_reviewer_who_is_quicker_than_a_correction_keeps_it(me):
    sent_sheet(me, 1)
    corrected = sheet(1)
    corrected[1][1] = "ember-house.example.org"
    batch = bringing.checked(corrected, by=me)
    review.claim(from_sheets().get(), by=factories.reviewer())

    bringing.sent(batch, by=me)

    assert bringing.statuses(batch) == {2: "duplicate"}
    assert from_sheets().count() == 1


def test_a_listing_that_changed_meanwhile_is_not_changed_back(me):
    listing = factories.organization(name="Ember House", city="Reno", phone="+1 775 555 0100")
    batch = bringing.checked([["Name", "Town", "Phone"], ["Ember House", "Reno", "+1 775 555 0199"]], by=me)
    factories.published(factories.change(listing, email="info@ember.example.org"))

    batch = bringing.sent(batch, by=me)

    assert (bringing.statuses(batch), bringing.codes(batch, 2)) == ({2: "fix"}, ["stale"])
    assert not from_sheets().exists()

    rows.answer(batch, 2, bringing.row(batch, 2).messages[-1]["key"], by=me)
    bringing.sent(batch, by=me)

    assert facts_of(from_sheets().get())["email"] == "info@ember.example.org"


def test_sending_that_was_stopped_goes_on_and_sends_nothing_twice(me, monkeypatch):
    monkeypatch.setattr(sending, "CHUNK", 2)
    batch = sending.begin_sending(bringing.checked(sheet(5), by=me), by=me, attests=True)

    batch = sending.send_some(batch, by=me, seconds=0)
    assert from_sheets().count() == 2
    batch = sending.send_some(batch, by=me)

    assert (from_sheets().count(), batch.stage) == (5, "rows")
    assert trail.verify().faults == []


def test_a_chunk_that_breaks_off_leaves_nothing_of_itself(me, monkeypatch):
    batch = sending.begin_sending(bringing.checked(sheet(), by=me), by=me, attests=True)
    monkeypatch.setattr(Row.objects.__class__, "bulk_update", breaks_off)

    with pytest.raises(KeyboardInterrupt):
        sending.send_some(batch, by=me)

    monkeypatch.undo()
    assert (from_sheets().count(), Decision.objects.count()) == (0, 0)
    sending.send_some(batch, by=me)
    assert from_sheets().count() == 3


def test_a_term_that_was_removed_meanwhile_holds_the_row_back(me):
    head = ["Name", "Town", "Focus areas"]
    batch = bringing.checked(
        [head, ["Ember House", "Reno", "Connection and care"], ["Copper House", "Reno", ""]], by=me
    )
    factories.focus_area("connection-care").delete()

    batch = bringing.sent(batch, by=me)

    assert bringing.statuses(batch) == {2: "fix", 3: "sent"}
    assert [message["text"] for message in bringing.row(batch, 2).messages] == [
        "Focus areas: “connection-care” is not one we know."
    ]


def test_taking_back_has_three_ends_and_says_why(me):
    batch = sent_sheet(me)
    first, second, _third = from_sheets().order_by("pk")
    review.claim(first, by=factories.reviewer())
    review.claim(second, by=factories.pair()[0])
    review.decline(second, by=factories.pair()[0], reason="policy", words="It joins raids.")

    batch = bringing.undone(batch, by=me)

    ends = sending.undone(batch)
    assert [[row.name for row in rows_] for rows_ in (ends.undone, ends.kept, ends.could_not)] == [
        ["Marigold House"], ["Ember House"], ["Juniper House"],
    ]  # fmt: skip
    assert [row.outcome for row in (*ends.kept, *ends.could_not)] == [
        "“Ember House” is in review; it cannot be taken back.",
        "“Juniper House” is declined; it cannot be taken back.",
    ]
    assert sorted(from_sheets().values_list("state", flat=True)) == ["declined", "in-review", "taken-back"]


def test_what_somebody_declared_on_is_kept(me):
    batch = sent_sheet(me, 1)
    review.declare(from_sheets().get(), by=factories.reviewer(), has_conflict=False)

    batch = bringing.undone(batch, by=me)

    assert [row.outcome for row in sending.undone(batch).kept] == ["Somebody has begun to review it."]


def test_only_who_sent_it_takes_it_back(me):
    sent_sheet(me, 1)

    with pytest.raises(PermissionDenied):
        review.take_back(from_sheets().get(), by=bringing.coalition())


def test_whoever_brought_a_sheet_does_not_review_what_is_in_it():
    both = factories.user("Coalition", "Reviewer")
    sent_sheet(both, 1)

    with pytest.raises(ReviewError):
        review.claim(from_sheets().get(), by=both)


def test_closing_erases_the_file_and_what_was_not_sent(me):
    batch = bringing.checked([*sheet(2), ["", "x.example.org"]], by=me)
    batch = bringing.sent(batch, by=me)

    batch = batches.close(batch, by=me)

    assert (batch.pieces.count(), hasattr(batch, "file"), bringing.statuses(batch)) == (
        0,
        False,
        {2: "sent", 3: "sent"},
    )
    assert [row.raw for row in batch.rows.all()] == [[], []]
    assert len(sending.undone(bringing.undone(batch, by=me)).undone) == 2


def test_a_sheet_somebody_forgot_is_erased_with_the_next_upload(me, settings):
    settings.SHEET_DAYS = 0
    batch = bringing.upload([["Name"], ["Ember House"]], by=me)

    bringing.upload([["Name"], ["Copper House"]], by=me)

    batch.refresh_from_db()
    assert (batch.pieces.count(), hasattr(batch, "file")) == (0, False)
    assert batch.closed_at is not None


def test_what_is_taken_back_stands_in_the_way_of_no_other_sheet(me):
    first = sent_sheet(me)
    beside = bringing.checked([*sheet(), ["Copper House", "", "Reno"]], by=me)
    theirs = bringing.checked(sheet(), by=bringing.coalition("other-net"))
    as_it_was = bringing.statuses(theirs)
    assert bringing.statuses(beside) == {2: "unchanged", 3: "unchanged", 4: "unchanged", 5: "new"}
    review.claim(from_sheets().order_by("pk").first(), by=factories.reviewer())

    bringing.undone(first, by=me)

    assert bringing.statuses(beside) == {2: "unchanged", 3: "new", 4: "new", 5: "new"}
    assert (bringing.row(beside, 3).reasons, bringing.statuses(theirs)) == ([], as_it_was)


def test_taking_back_judges_nothing_in_a_sheet_that_is_closed_or_read_no_further(me, monkeypatch):
    first = sent_sheet(me)
    closed = bringing.checked([["Name"], ["Ember House"]], by=me)
    batches.close(closed, by=me)
    bringing.upload([["Name"], ["Ember House"]], by=me)
    judged = []
    monkeypatch.setattr(sending, "judge_again", lambda batch, rows: judged.append(batch))

    bringing.undone(first, by=me)

    assert judged == []
