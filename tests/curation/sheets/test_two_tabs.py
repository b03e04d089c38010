"""Two pages of one sheet, open at once: the later word counts, and an old page is told that it is old."""

import pytest
from django.urls import reverse
from openpyxl import Workbook

from curation import review
from curation.models import Batch, Remembered
from curation.sheets import batches, staging, unknown_words
from tests import factories
from tests.curation.admin.desk import said, signed_in
from tests.curation.sheets import bringing
from tests.curation.sheets.files import saved

pytestmark = pytest.mark.django_db
OLD = "This page is out of date: the sheet was read another way since. Look at it as it is now."


@pytest.fixture
def me():
    return bringing.coalition("valley-net")


@pytest.fixture
def client(me):
    return signed_in(me)


def address(page, *args):
    return reverse(f"admin:curation_batch_{page}", args=args)


def once(act):
    """Return what does `act` the first time it is told how many rows were checked."""
    left = [act]
    return lambda _rows: left.pop()() if left else None


def in_pieces_of_one(monkeypatch, me, sheet):
    monkeypatch.setattr(batches, "PIECE", 1)
    return bringing.upload(sheet, by=me)


def two_sheets(me):
    book = Workbook()
    book.active.title = "One"
    for row in (["Name", "Remarks"], ["Ember House", "x"]):
        book.active.append(row)
    second = book.create_sheet("Two")
    for row in (["Name", "Legal name"], ["Copper House", "Maria L"]):
        second.append(row)
    return batches.choose_sheet(bringing.upload(None, by=me, content=saved(book), name="a.xlsx"), "One", by=me)


def test_a_column_said_to_be_private_while_rows_are_checked_is_private_in_all_of_them(me, monkeypatch):
    batch = in_pieces_of_one(monkeypatch, me, [["Name", "Contact"], ["Ember House", "a"], ["Copper House", "Dana"]])
    batch = batches.say_columns(batch, ["name", "note"], by=me)
    again = once(lambda: batches.say_columns(Batch.objects.get(), ["name", "private"], by=me))

    batch = staging.check_some(batch, by=me, told=again)

    assert [row.note for row in batch.rows.all()] == ["", ""]


def test_a_listing_taken_down_while_rows_are_checked_is_compared_with_no_more(me, monkeypatch):
    listing = factories.organization(name="Night Garden Collective", city="Reno")
    sheet = [["Name", "Town"], ["Ember House", "Elko"], ["Night Garden Collective", "Reno"]]
    batch = in_pieces_of_one(monkeypatch, me, sheet)
    batch = batches.say_columns(batch, ["name", "city"], by=me, default_country="US")
    down = once(lambda: review.withdraw(listing, by=factories.pair()[0], reason="wrong"))

    staging.check_some(batch, by=me, told=down)

    assert (bringing.row(batch, 3).status, bringing.row(batch, 3).listing) == ("new", None)


def test_closing_in_one_tab_ends_checking_in_the_other_with_a_sentence(client, me, monkeypatch):
    batch = in_pieces_of_one(monkeypatch, me, [["Name"], ["Ember House"], ["Copper House"]])
    batch = batches.say_columns(batch, ["name"], by=me)
    check = staging._check_piece
    close = once(lambda: batches.close(Batch.objects.get(), by=me))
    monkeypatch.setattr(staging, "_check_piece", lambda *given: (check(*given), close(0))[0])

    page = client.get(address("change", batch.pk))

    assert page.status_code == 200
    assert said(page) == ["This spreadsheet is closed and its file erased. Upload it again to go on."]


def test_the_columns_page_of_another_sheet_says_nothing_of_this_one(client, me):
    batch = two_sheets(me)
    seen = client.get(address("columns", batch.pk)).context["batch"].edition
    client.post(address("change", batch.pk), {"do": "sheet", "sheet": "Two"})

    page = client.post(address("columns", batch.pk), {"column-0": "name", "column-1": "note", "seen": seen})

    assert said(page) == [OLD]
    assert Batch.objects.get().mapping == ["name", "private"]
    assert [column["chosen"] for column in page.context["columns"]] == ["name", "private"]


def test_columns_are_counted_on_the_sheet_as_it_is_now(me):
    batch = two_sheets(me)
    Batch.objects.update(headings=["Name"])

    with pytest.raises(review.ReviewError):
        batches.say_columns(batch, ["name", "note"], by=me)


def test_a_word_means_what_was_said_of_it_although_another_is_asked_about_no_more(client, me):
    batch = bringing.checked([["Name", "Works on"], ["Ember House", "karaoke"], ["Copper House", "macrame"]], by=me)
    asked = {one.word: one.digest for one in client.get(address("words", batch.pk)).context["page"]}
    client.post(address("change", batch.pk), {"do": "retype", "cell-2-1": "housing"})

    client.post(address("words", batch.pk), {f"word-{asked['karaoke']}": "connection-care"})

    assert not Remembered.objects.filter(about="value").exists()


def test_every_unknown_word_of_a_cell_is_asked_about(me):
    batch = bringing.checked([["Name", "Works on"], ["Ember House", "karaoke; macrame"]], by=me)

    assert sorted(one.word for one in unknown_words.unknown_words(batch)) == ["karaoke", "macrame"]


def test_hundreds_of_unknown_words_are_asked_about_page_by_page(client, me):
    sheet = [["Name", "Works on"], *[[f"House {number}", f"word{number}"] for number in range(250)]]
    batch = bringing.checked(sheet, by=me)

    pages = [client.get(f"{address('words', batch.pk)}?p={number}").context["page"] for number in (1, 2)]

    assert [len(page) for page in pages] == [200, 50]


def test_of_two_columns_with_one_heading_the_private_one_is_remembered(me):
    sheet = [["Name", "Contact", "Contact"], ["Ember House", "Maria", "info@ember.example.org"]]
    batch = bringing.upload(sheet, by=me)

    batches.say_columns(batch, ["name", "private", "note"], by=me)

    assert bringing.upload(sheet, by=me).mapping == ["name", "private", "private"]


def test_of_two_columns_with_one_heading_and_other_meanings_nothing_is_remembered(me):
    sheet = [["Name", "Zzqa", "Zzqa"], ["Ember House", "a", "b"]]
    batch = bringing.upload(sheet, by=me)

    batches.say_columns(batch, ["name", "note", "city"], by=me)

    assert bringing.upload(sheet, by=me).mapping == ["name", "note", "note"]


def test_another_sheet_is_read_while_others_may_write(me, monkeypatch):
    from django.db import connection

    batch = two_sheets(me)
    before, inside = len(connection.savepoint_ids), []
    read = batches.read
    monkeypatch.setattr(
        batches, "read", lambda *a, **k: (inside.append(len(connection.savepoint_ids)), read(*a, **k))[1]
    )

    batches.choose_sheet(batch, "Two", by=me)

    assert inside == [before]
