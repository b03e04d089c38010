"""A row is told what it is and why, and everything its owner decides stays decided."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation.models import Batch, Row
from curation.review import ReviewError
from curation.sheets import batches, returning, rows, staging
from tests import factories
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db
HEAD = ["Name", "Website", "Phone", "Town", "State"]


@pytest.fixture
def me():
    return bringing.coalition()


def test_a_row_nobody_knows_is_new_and_says_only_what_its_cells_say(me):
    batch = bringing.checked([HEAD, ["Lantern Voices", "lantern.example.org", "", "Reno", "Nevada"]], by=me)

    row = bringing.row(batch, 2)
    assert row.status == Row.Status.NEW
    assert {name: value for name, value in row.facts.items() if value} == {
        "name": "Lantern Voices", "kind": "organization", "website": "https://lantern.example.org",
        "country": "US", "region": "NV", "city": "Reno",
    }  # fmt: skip


def test_rows_keep_the_numbers_their_owner_sees(me):
    sheet = [["Our groups"], [], HEAD, ["Lantern Voices", "", "", "Reno"], [], ["Ember House", "", "", "Reno"]]

    batch = bringing.checked(sheet, by=me)

    assert bringing.statuses(batch) == {4: "new", 6: "new"}
    assert batch.header_row == 3


def test_sums_and_repeated_headings_are_left_out_and_may_be_put_in(me):
    groups = [[name, "", "", "Reno"] for name in ("Lantern Voices", "Ember House")]
    batch = bringing.checked([HEAD, groups[0], ["TOTAL"], HEAD, groups[1]], by=me)
    assert bringing.statuses(batch) == {2: "new", 3: "excluded", 4: "excluded", 5: "new"}

    rows.include(batch, [3], by=me, included=True)

    assert bringing.row(batch, 3).status == Row.Status.NEW


def test_a_row_that_looks_like_a_sum_is_checked_like_any_other_once_it_is_put_in(me):
    batch = bringing.checked([["Name", "Town", "Web"], ["Ember House"], ["Total", "", "12"]], by=me)
    assert bringing.statuses(batch)[3] == "excluded"

    rows.include(batch, [3], by=me, included=True)

    assert (bringing.statuses(batch)[3], bringing.codes(batch, 3)) == ("fix", ["web"])


def test_a_listed_group_is_recognized_and_only_what_differs_is_proposed(me):
    listing = factories.organization(name="Colectivo Núcleo", phone="+1 775 555 0100", city="Reno")

    batch = bringing.checked([HEAD, ["colectivo nucleo", listing.website, "775-555-0177", "Reno", "NV"]], by=me)

    row = bringing.row(batch, 2)
    assert (row.status, row.listing) == (Row.Status.CHANGE, listing)
    assert row.facts["name"] == "Colectivo Núcleo"
    assert row.facts["phone"] == "775-555-0177"


def test_another_spelling_of_what_is_listed_changes_nothing(me):
    listing = factories.organization(name="Colectivo Núcleo", phone="+1 775 555 0100", city="Reno")
    address = listing.website.removeprefix("https://")

    batch = bringing.checked([HEAD, ["COLECTIVO NUCLEO", address, "(775) 555-0100", "reno", "Nevada"]], by=me)

    assert bringing.statuses(batch) == {2: "unchanged"}


def test_what_is_no_address_at_all_is_asked_about_beside_a_listing_too(me):
    listing = factories.organization(name="Colectivo Núcleo", city="Reno")

    batch = bringing.checked([HEAD, ["Colectivo Núcleo", "http://[::1", "775-555-0177", "Reno", "NV"]], by=me)

    row = bringing.row(batch, 2)
    assert (row.listing, row.status, bringing.codes(batch, 2)) == (listing, "fix", ["web", "changes"])


def test_a_change_says_beside_each_cell_what_stands_there_now(me):
    factories.organization(
        name="Colectivo Núcleo", city="Reno", phone="+1 775 555 0100", email="info@nucleo.example.org", languages=["en"]
    )
    head = ["Name", "Town", "Phone", "E-mail", "Acronym", "Languages", "What they do"]
    words = "Meals, rides to court and a place to rest for all who work at night, whoever they are."

    batch = bringing.checked(
        [head, ["Colectivo Núcleo", "Reno", "775-555-0177", "info@nucleo.example.org", "CN", "Spanish", words]], by=me
    )

    told = {(m["column"], m["text"]) for m in bringing.row(batch, 2).messages if m["code"] == "changes"}
    assert told == {
        (2, "Phone: “+1 775 555 0100” becomes “775-555-0177”."),
        (4, "Short form: “CN” is new."),
        (5, "“Languages” changes."),
        (6, "“What it does” changes."),
    }
    content, _type, _name = returning.sheet_with_reasons(batch)
    assert "“+1 775 555 0100” becomes “775-555-0177”." in content.decode()


def test_empty_cells_change_nothing_and_lists_only_grow(me):
    listing = factories.organization(name="Ember House", focus_areas=["connection-care"], languages=["en"], city="Reno")
    sheet = [["Name", "Town", "Focus areas", "Languages"], ["Ember House", "Reno", "", "Spanish"]]

    batch = bringing.checked(sheet, by=me)

    facts = bringing.row(batch, 2).facts
    assert (facts["focus_areas"], facts["languages"]) == (["connection-care"], ["en", "es"])
    assert facts["website"] == listing.website


def test_a_name_alike_is_asked_about_and_the_answer_is_remembered(me):
    listing = factories.organization(name="Night Garden Collective", city="Reno")
    sheet = [HEAD, ["Night Gardens Collective", "", "", "Sparks", "NV"]]
    batch = bringing.checked(sheet, by=me)
    assert (bringing.row(batch, 2).status, bringing.row(batch, 2).listing) == (Row.Status.DUPLICATE, listing)

    rows.same_or_different(batch, 2, by=me, is_same=False)

    assert bringing.row(batch, 2).status == Row.Status.NEW
    assert bringing.statuses(bringing.checked(sheet, by=me)) == {2: "new"}


def test_what_is_left_out_is_left_out_of_the_next_sheet_as_long_as_it_says_the_same(me):
    sheet = [HEAD, ["Ember House", "", "", "Reno"], ["Night Garden", "", "", "Sparks"]]
    rows.include(bringing.checked(sheet, by=me), [2], by=me, included=False)

    batch = bringing.checked(sheet, by=me)
    changed = bringing.checked([HEAD, ["Ember House", "", "775 555 0123", "Reno"]], by=me)

    assert bringing.statuses(batch) == {2: "excluded", 3: "new"}
    assert bringing.row(batch, 2).reasons == ["You left exactly this out of an earlier sheet."]
    assert bringing.statuses(changed) == {2: "new"}

    rows.include(batch, [2], by=me, included=True)

    assert bringing.statuses(batch) == {2: "new", 3: "new"}
    assert bringing.statuses(bringing.checked(sheet, by=me)) == {2: "new", 3: "new"}


def test_of_two_rows_that_say_the_same_the_next_sheet_does_not_lose_both(me):
    sheet = [HEAD, ["Ember House", "", "", "Reno"], ["Ember House", "", "", "Reno"]]
    rows.include(bringing.checked(sheet, by=me), [3], by=me, included=False)

    assert bringing.statuses(bringing.checked(sheet, by=me)) == {2: "new", 3: "duplicate"}

    rows.include(bringing.checked(sheet, by=me), [2, 3], by=me, included=False)

    assert bringing.statuses(bringing.checked(sheet, by=me)) == {2: "excluded", 3: "excluded"}


def test_nobody_can_guess_what_was_left_out_by_what_is_remembered_of_it(me, settings):
    sheet = [HEAD, ["Ember House", "", "", "Reno"]]
    rows.include(bringing.checked(sheet, by=me), [2], by=me, included=False)

    settings.TRAIL_KEY = "another key, as whoever took only the table would have to try"

    assert bringing.statuses(bringing.checked(sheet, by=me)) == {2: "new"}


def test_what_another_coalition_left_out_is_no_matter(me):
    sheet = [HEAD, ["Ember House", "", "", "Reno"]]
    rows.include(bringing.checked(sheet, by=me), [2], by=me, included=False)

    assert bringing.statuses(bringing.checked(sheet, by=bringing.coalition())) == {2: "new"}


def test_what_is_the_same_becomes_a_change(me):
    listing = factories.organization(name="Night Garden Collective", city="Reno")
    batch = bringing.checked([HEAD, ["Night Gardens Collective", "", "775 555 0123", "Sparks", "NV"]], by=me)

    rows.same_or_different(batch, 2, by=me, is_same=True)

    assert (bringing.row(batch, 2).status, bringing.row(batch, 2).listing) == (Row.Status.CHANGE, listing)


def test_chapters_under_one_domain_are_groups_of_their_own(me):
    sheet = [
        ["Name", "Short form", "Website", "Town"],
        ["Lantern Tampa", "LAN", "lantern.example.org/tampa", "Tampa"],
        ["Voices of Miami", "LAN", "lantern.example.org/miami", "Miami"],
    ]
    factories.organization(name="Lantern Reno", acronym="LAN", website="https://lantern.example.org/reno", city="Reno")

    batch = bringing.checked(sheet, by=me)

    assert bringing.statuses(batch) == {2: "new", 3: "new"}


def test_the_same_name_and_town_twice_in_a_sheet_is_asked_about(me):
    batch = bringing.checked([HEAD, ["Ember House", "", "", "Reno"], ["Ember House", "", "", "Reno"]], by=me)

    assert bringing.statuses(batch) == {2: "new", 3: "duplicate"}
    assert bringing.row(batch, 3).reasons == ["Row 2 of this sheet says the same name and town."]

    rows.same_or_different(batch, 3, by=me, is_same=False)

    assert bringing.row(batch, 3).status == Row.Status.NEW


def test_what_others_have_in_the_queue_is_not_betrayed(me):
    factories.submission(name="Secret Garden", city="Reno")
    factories.withdrawn(name="Marigold House", city="Reno")

    batch = bringing.checked([HEAD, ["Secret Garden", "", "", "Reno"], ["Marigold House", "", "", "Reno"]], by=me)

    assert bringing.statuses(batch) == {2: "new", 3: "new"}
    assert [bringing.row(batch, number).reasons for number in (2, 3)] == [[], []]


def test_what_somebody_sent_by_hand_is_recognized_as_theirs(me):
    sent = factories.submission(name="Ember House", city="Reno", source="curator", by=me)

    batch = bringing.checked([HEAD, ["Ember House", "", "", "Reno"]], by=me)

    row = bringing.row(batch, 2)
    assert (row.status, row.earlier) == (Row.Status.DUPLICATE, sent)


def test_a_closed_group_is_left_out_unless_its_owner_includes_it(me):
    sheet = [
        ["Name", "Still active?", "Notes"],
        ["Ember House", "closed", ""],
        ["Old Porch", "", "Permanently closed."],
    ]
    batch = bringing.checked(sheet, by=me)
    assert bringing.statuses(batch) == {2: "excluded", 3: "excluded"}

    rows.include(batch, [2], by=me, included=True)

    assert bringing.statuses(batch) == {2: "new", 3: "excluded"}


def test_a_cell_can_be_put_right_and_what_stood_there_is_kept(me):
    batch = bringing.checked([HEAD, ["Ember House", "not an address"]], by=me)
    assert bringing.codes(batch, 2) == ["web"]

    row = rows.retype(batch, 2, {1: "ember.example.org"}, by=me)

    assert (row.status, row.facts["website"]) == (Row.Status.NEW, "https://ember.example.org")
    assert (row.raw[1], row.edits) == ("not an address", {"1": "ember.example.org"})


def test_what_was_typed_and_answered_survives_another_meaning_of_the_columns(me):
    sheet = [[*HEAD, "Remarks"], ["Ember House", "nope", "", "Reno", "NV", "Ask for Maria."]]
    batch = bringing.checked(sheet, by=me)
    rows.retype(batch, 2, {1: "ember.example.org"}, by=me)
    asked = next(message for message in bringing.row(batch, 2).messages if message["code"] == "personal")
    rows.answer(batch, 2, asked["key"], by=me)

    batch = batches.say_columns(batch, [*batch.mapping[:5], "description"], by=me)
    batch = staging.check_some(batch, by=me)

    row = bringing.row(batch, 2)
    assert (row.status, row.facts["website"]) == (Row.Status.NEW, "https://ember.example.org")
    assert row.facts["description"] == "Ask for Maria."


def test_checking_that_was_stopped_goes_on_with_the_next_piece(me, monkeypatch):
    monkeypatch.setattr(batches, "PIECE", 2)
    batch = bringing.upload([["Name"], *[[f"Group number {n}"] for n in range(5)]], by=me)
    batch = batches.say_columns(batch, ["name"], by=me)

    batch = staging.check_some(batch, by=me, seconds=0)
    assert (batch.stage, batch.rows.count()) == (Batch.Stage.CHECKING, 2)
    batch = staging.check_some(batch, by=me)

    assert (batch.stage, batch.rows.count()) == (Batch.Stage.ROWS, 5)


def test_a_piece_that_breaks_off_leaves_nothing_of_itself(me, monkeypatch):
    batch = bringing.upload([["Name"], ["Ember House"]], by=me)
    batch = batches.say_columns(batch, ["name"], by=me)
    monkeypatch.setattr(Batch, "save", lambda *_given, **_named: (_ for _ in ()).throw(KeyboardInterrupt))

    with pytest.raises(KeyboardInterrupt):
        staging.check_some(batch, by=me)

    assert (Row.objects.count(), Batch.objects.get().pieces_done) == (0, 0)


def test_only_its_owner_works_on_a_sheet(me):
    batch = bringing.checked([["Name"], ["Ember House"]], by=me)
    other = bringing.coalition()

    with pytest.raises(PermissionDenied):
        rows.include(batch, [2], by=other, included=False)

    assert bringing.statuses(batch) == {2: "new"}


def test_a_sheet_without_names_or_with_two_is_asked_about(me):
    batch = bringing.upload([["Name", "Title"], ["Ember House", "x"]], by=me)

    with pytest.raises(ReviewError) as none:
        batches.say_columns(batch, ["note", "note"], by=me)
    with pytest.raises(ReviewError) as two:
        batches.say_columns(batch, ["name", "name"], by=me)

    assert str(none.value) == "No column is “Name”. Choose the one that says what each group is called."
    assert str(two.value) == "More than one column is “Name”. Keep one, and make the others notes."


def test_a_country_nobody_knows_is_a_note_until_its_owner_says_which_it_is(me):
    batch = bringing.checked([["Name", "Country"], ["Ember House", "Turtle Island"]], by=me, country="")
    assert bringing.row(batch, 2).note == "Country: Turtle Island"

    rows.explain_values(batch, {("country", "Turtle Island"): "CA"}, by=me)
    staging.check_some(Batch.objects.get(), by=me)

    assert bringing.row(batch, 2).facts["country"] == "CA"


def test_a_piece_is_checked_in_as_many_queries_however_many_rows_it_has(me):
    def asked(count):
        rows_of_sheet = [HEAD, *([f"Lantern Voices {number}"] for number in range(count))]
        batch = bringing.upload(rows_of_sheet, by=me)
        batch = batches.say_columns(batch, batch.mapping, by=me)
        with CaptureQueriesContext(connection) as queries:
            staging.check_some(batch, by=me)
        return sorted(query["sql"].partition(" ")[0] for query in queries if "INSERT" not in query["sql"])

    factories.organization(name="Ember House")

    assert asked(3) == asked(90)
