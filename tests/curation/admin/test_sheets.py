"""The spreadsheet pages: a whole way through in a browser without scripts, and nothing of anybody else's."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from curation.models import Batch, Row, Submission
from tests import factories
from tests.curation.admin.desk import said, signed_in, words
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db
SHEET = [
    ["Group", "Web", "Town", "State", "Works on", "Contact person", "Remarks"],
    ["Ember House", "ember.example.org", "Reno", "NV", "housing; karaoke", "Maria Lopez", "Ask for Dana."],
    ["Copper House", "nope", "Elko", "NV", "", "", ""],
]


@pytest.fixture
def me():
    return bringing.coalition("valley-net")


@pytest.fixture
def client(me):
    return signed_in(me)


def address(page, *args):
    return reverse(f"admin:curation_batch_{page}", args=args)


def upload(client, content, name="groups.csv"):
    return client.post(address("add"), {"file": SimpleUploadedFile(name, content)}, follow=True)


def press(client, batch, do, **typed):
    return client.post(address("change", batch.pk), {"do": do, **typed}, follow=True)


def press_row(client, batch, number, do, **typed):
    return client.post(address("row", batch.pk, number), {"do": do, **typed}, follow=True)


def checked(client):
    upload(client, bringing.csv_file(SHEET))
    return say_columns(client, Batch.objects.first())


def test_the_whole_way_from_a_file_to_the_queue(client, me):
    answer = upload(client, bringing.csv_file(SHEET))
    batch = Batch.objects.get()
    assert answer.redirect_chain[-1][0] == address("columns", batch.pk)
    assert batch.mapping[5] == "private"

    batch = say_columns(client, batch)
    assert bringing.statuses(batch) == {2: "fix", 3: "fix"}

    key = next(m["key"] for m in bringing.row(batch, 2).messages if m["code"] == "personal")
    press_row(client, batch, 2, f"take-out {key}")
    press(client, batch, "retype", **{"cell-3-1": "copper.example.org"})
    assert bringing.statuses(batch) == {2: "new", 3: "new"}

    press(client, batch, "send", attests="yes")

    assert sorted(Submission.objects.values_list("name", "state")) == [
        ("Copper House", "waiting"), ("Ember House", "waiting"),
    ]  # fmt: skip
    everything = " ".join(f"{s.submitter_note} {s.description}" for s in Submission.objects.all())
    assert "Maria" not in everything
    assert "Dana" not in everything


def say_columns(client, batch):
    meant = {f"column-{number}": target for number, target in enumerate(batch.mapping)}
    client.post(address("columns", batch.pk), {**meant, "country": "US", "seen": batch.edition}, follow=True)
    batch.refresh_from_db()
    return batch


def test_a_file_that_cannot_be_read_is_answered_with_a_sentence(client):
    answer = upload(client, b"%PDF-1.7", "groups.xlsx")

    assert said(answer) == [
        "The file is called .xlsx, but it is PDF inside. Open it in your spreadsheet program and save it as .xlsx or .csv."
    ]
    assert not Batch.objects.exists()


def test_no_file_is_answered_with_a_sentence(client):
    assert said(client.post(address("add"), {}, follow=True)) == ["Choose a file first."]


def test_of_several_sheets_one_is_chosen(client):
    book = openpyxl.Workbook()
    book.active.append(["Name"])
    book.active.append(["Ember House"])
    book.create_sheet("Second").append(["Name"])
    book["Second"].append(["Copper House"])
    written = io.BytesIO()
    book.save(written)

    upload(client, written.getvalue(), "two.xlsx")
    batch = Batch.objects.get()
    assert batch.stage == Batch.Stage.SHEET
    press(client, batch, "sheet", sheet="Second")

    batch.refresh_from_db()
    assert (batch.stage, batch.sheet, batch.total) == (Batch.Stage.COLUMNS, "Second", 1)


def test_the_headings_may_stand_in_another_row(client):
    upload(client, bringing.csv_file([["Name", "City"], ["Gruppe", "Ort"], ["Ember House", "Reno"]]))
    batch = Batch.objects.get()

    client.post(address("columns", batch.pk), {"headings": "2", "seen": batch.edition})

    batch.refresh_from_db()
    assert (batch.header_row, batch.headings, batch.total) == (2, ["Gruppe", "Ort"], 1)


def test_what_the_columns_mean_is_remembered_for_the_next_sheet(client):
    upload(client, bringing.csv_file([["Gruppe", "Ort"], ["Ember House", "Reno"]]))
    batch = Batch.objects.get()
    meant = {"column-0": "name", "column-1": "city", "country": "", "seen": batch.edition}
    client.post(address("columns", batch.pk), meant)

    upload(client, bringing.csv_file([["Gruppe", "Ort"], ["Copper House", "Elko"]]))

    assert Batch.objects.first().mapping == ["name", "city"]


def test_a_second_column_for_one_thing_is_said_to_be_taken_and_not_to_be_unknown(client):
    upload(client, bringing.csv_file([["Name", "Phone", "Phone number", "Stuff"], ["Ember House", "988", "211", "x"]]))

    page = client.get(address("columns", Batch.objects.get().pk)).content.decode()

    assert "Another column is “Phone” already; only reviewers read notes." in page
    assert page.count("We do not know this heading") == 1


def test_what_no_column_says_and_nothing_can_be_listed_without_is_told(client):
    upload(
        client, bringing.csv_file([["Name", "What it does", "Focus areas", "Town"], ["Ember House", "x", "x", "Reno"]])
    )
    batch = Batch.objects.get()

    guessed = client.get(address("columns", batch.pk)).content.decode()
    whole = [["Name", "What it does", "Focus areas", "How far it reaches"], ["Ember House", "x", "x", "local"]]
    upload(client, bringing.csv_file(whole))
    told = client.get(address("columns", Batch.objects.latest("pk").pk)).content.decode()

    assert "No column says “How far it reaches”." in guessed
    assert "No column says" not in told


def test_words_nobody_knew_are_asked_about_and_remembered(client):
    batch = checked(client)
    assert ">Say what it means</a>" in client.get(address("change", batch.pk)).content.decode()
    page = client.get(address("words", batch.pk))
    [asked] = page.context["page"]
    assert (asked.word, asked.count) == ("karaoke", 1)

    client.post(address("words", batch.pk), {f"word-{asked.digest}": "connection-care"}, follow=True)

    row = bringing.row(batch, 2)
    assert row.facts["focus_areas"] == ["connection-care", "living-wages-housing"]
    assert "karaoke" not in row.note
    assert bringing.row(checked(client), 2).facts["focus_areas"] == ["connection-care", "living-wages-housing"]


def test_a_row_shows_what_stands_in_the_sheet_beside_what_we_understood(client):
    batch = checked(client)

    page = client.get(address("row", batch.pk, 2))

    assert [(cell["heading"], cell["raw"], cell["understood"]) for cell in page.context["cells"]][:5] == [
        ("Group", "Ember House", "Ember House"),
        ("Web", "ember.example.org", "https://ember.example.org"),
        ("Town", "Reno", "Reno"),
        ("State", "NV", "Nevada"),
        ("Works on", "housing; karaoke", "Living wages and housing justice; kept as a note"),
    ]


def test_what_is_wrong_with_a_cell_is_read_out_with_its_field(client):
    batch = checked(client)

    rows = client.get(address("change", batch.pk)).content.decode()
    row = client.get(address("row", batch.pk, 3)).content.decode()

    fixing = '<label for="cell-3-1">Web<span class="unseen">, Row 3</span></label><input type="text" aria-invalid="true" aria-describedby="said-3"'
    assert fixing in rows and "is not a web address" in rows.partition('id="said-3"')[2].partition("<label")[0]
    assert 'id="cell-1" aria-describedby="said-1"' in row
    assert "is not a web address" in row.partition('id="said-1"')[2].partition("</td>")[0]


def test_likely_duplicates_are_shown_side_by_side_and_decided(client, me):
    listing = factories.organization(name="Night Garden Collective", city="Reno")
    batch = bringing.checked([["Name", "Town"], ["Night Gardens Collective", "Sparks"]], by=me)
    page = client.get(address("row", batch.pk, 2))
    assert "Is it the same group?" in words(page)
    assert listing.website in words(page)

    press_row(client, batch, 2, "different")

    assert bringing.statuses(batch) == {2: "new"}


def test_a_stop_in_the_middle_shows_how_far_it_is_and_goes_on(client, me, monkeypatch):
    monkeypatch.setattr("curation.sheets.batches.PIECE", 1)
    monkeypatch.setattr("curation.admin.sheet_pages.SECONDS", 0)
    upload(client, bringing.csv_file([["Name"], ["Ember House"], ["Copper House"], ["Juniper House"]]))
    batch = Batch.objects.get()

    said = {"column-0": "name", "country": "", "seen": batch.edition}
    page = client.post(address("columns", batch.pk), said, follow=True)

    assert '<meta http-equiv="refresh" content="1">' in words(page)
    assert "1 of 3 rows" in words(page)
    for _again in range(4):
        page = client.get(address("change", batch.pk))
    assert "3 rows are ready" in words(page)


def test_nobody_sees_anybody_else_s_sheet(client, me):
    batch = checked(client)
    stranger = signed_in(factories.user("Coalition", "Reviewer", "Publisher", "Administrator"))
    pages = [address(page, batch.pk) for page in ("change", "columns", "words", "download", "history")]

    answers = {stranger.get(page).status_code for page in [*pages, address("row", batch.pk, 2)]}

    assert answers == {404}
    assert stranger.post(address("change", batch.pk), {"do": "send", "attests": "yes"}).status_code == 404
    assert "groups.csv" not in words(stranger.get(address("changelist")))
    assert "groups.csv" in words(client.get(address("changelist")))


def test_a_button_nobody_knows_and_a_row_that_is_not_there_are_answered_calmly(client):
    batch = checked(client)

    assert said(press(client, batch, "publish")) == ["Nothing was pressed that this page knows. Try again."]
    assert said(press(client, batch, "leave-out")) == ["Tick the rows first."]
    assert client.get(address("row", batch.pk, 99)).status_code == 404
    assert said(press_row(client, batch, 2, "answer nonsense"))[0].startswith("That is no longer asked.")


def test_the_sheet_comes_back_with_its_rows_in_their_places_and_our_columns(client, me, monkeypatch):
    monkeypatch.setattr("curation.sheets.newer.now", lambda: "2026-11-26 10:00:01 UTC")
    batch = bringing.checked([["Our list"], [], ["Name", "Web"], ["Ember House", "nope"]], by=me)

    lines = client.get(address("download", batch.pk)).content.decode("utf-8-sig").splitlines()

    assert lines == [
        "Our list",
        "",
        "Name,Web,Check: status,Check: reason,Check: match,Check: made",
        (
            'Ember House,nope,Needs fixing,"“Web”: “nope” is not a web address. '
            'Write it like www.example.org, or empty the cell.",,2026-11-26 10:00:01 UTC'
        ),
    ]


def test_a_sheet_that_came_back_and_was_put_right_is_read_as_it_was(client, me):
    batch = bringing.checked([["Name", "Web"], ["Ember House", "nope"]], by=me)
    back = (
        client.get(address("download", batch.pk)).content.decode("utf-8-sig").replace("House,nope", "House,ember.org")
    )

    again = bringing.checked(None, by=me, content=back.encode())

    assert (bringing.statuses(again), bringing.row(again, 2).note) == ({2: "new"}, "")
    assert client.get(address("download", again.pk)).content.decode().count("Check: status") == 1


def test_a_workbook_comes_back_as_a_workbook_in_which_nothing_runs(client, me):
    file = bringing.xlsx_file([["Name", "Remarks"], ["Ember House", "harmless"]])
    batch = bringing.checked(None, by=me, content=file, name="g.xlsx")
    Row.objects.update(edits={"1": "=HYPERLINK(1)"})

    sheet = openpyxl.load_workbook(io.BytesIO(client.get(address("download", batch.pk)).content)).active

    assert [cell.value for cell in sheet[2]][:3] == ["Ember House", "=HYPERLINK(1)", "New"]
    assert sheet["B2"].data_type == "s"


def test_the_empty_sheet_offers_words_and_its_columns_mean_what_they_say(client, me):
    content = client.get(address("template", "xlsx")).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    headings = [cell.value for cell in book.active[1]]

    batch = bringing.upload(None, by=me, content=bringing.csv_file([headings, ["Ember House"]]))

    assert [name for name in batch.mapping if name in ("note", "skip", "private")] == ["note"]
    assert headings[-1] == "A note for reviewers"
    assert len(book.active.data_validations.dataValidation) == 8
    assert client.get(address("template", "csv")).content.decode("utf-8-sig").split(",")[0] == "Name"
    assert client.get(address("template", "exe")).status_code == 404


def test_the_desk_offers_it_to_those_who_may_and_to_no_one_else(client):
    assert f'href="{address("add")}">Bring a spreadsheet' in client.get(reverse("admin:index")).content.decode()
    assert address("add") not in signed_in(factories.reviewer()).get(reverse("admin:index")).content.decode()


def test_what_was_taken_back_is_not_said_to_be_in_the_queue(client, me):
    batch = bringing.sent(bringing.checked([["Name"], ["Ember House"]], by=me), by=me)
    pages = [("change", batch.pk), ("row", batch.pk, 2)]
    assert all("In the queue" in words(client.get(address(*page))) for page in pages)

    bringing.undone(batch, by=me)

    for page in pages:
        told = words(client.get(address(*page)))
        assert [said in told for said in ("In the queue", "What you sent", "Taken back.")] == [False, True, True]


def test_sending_and_taking_back_say_what_came_of_it_and_what_comes_next(client, me):
    batch = bringing.checked([["Name"], ["Ember House"], ["Copper House"]], by=me)

    sent = press(client, batch, "send", attests="yes")
    back = press(client, batch, "undo")
    again = client.get(address("change", batch.pk))

    next_up = "Two reviewers look at each before anything is public, and you cannot review what you send."
    assert said(sent) == [f"2 rows are in the review queue. {next_up}"]
    assert said(back) == ["2 rows are taken back: nobody reviews them."]
    assert f'<a href="{address("add")}">bring the same file again</a>' in words(back)
    assert said(again) == []


def test_what_stays_when_the_rest_is_taken_back_is_counted(client, me):
    batch = bringing.sent(bringing.checked([["Name"], ["Ember House"], ["Copper House"]], by=me), by=me)
    factories.assessed(bringing.row(batch, 2).submission, by=factories.reviewer())

    back = press(client, batch, "undo")

    assert said(back) == ["1 row is taken back: nobody reviews it. 1 row stays: below you read why."]
