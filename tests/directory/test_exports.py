"""Listings to take away: the answer to the question that was asked, nothing that may not be seen, nothing that runs."""

import csv
import io
import json
import re
import zipfile

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from curation import review
from directory.cells import all_shielded, shielded, shielded_inside, unshielded_inside
from directory.exports import BYTE_ORDER_MARK, Csv, ListingResource, Xlsx, csv_lines
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db


def as_csv(client, query=""):
    answer = client.get(f"/groups.csv{query}")
    return list(csv.DictReader(io.StringIO(answer.getvalue().decode("utf-8-sig"))))


def test_the_file_holds_what_the_list_shows(client):
    factories.organization(name="Ember House", region="NV")
    factories.organization(name="Copper House", region="CA")
    factories.withdrawn(name="Juniper House", region="NV")
    factories.submission(name="Willow House", region="NV")

    assert [row["Name"] for row in as_csv(client)] == ["Copper House", "Ember House"]
    assert [row["Name"] for row in as_csv(client, "?region=US-NV")] == ["Ember House"]


def test_there_is_no_file_of_a_kind_that_nobody_knows(client):
    assert client.get("/groups.exe").status_code == 404


def test_who_leads_a_group_is_in_no_file_without_consent(client):
    factories.organization(name="Ember House", leadership="survivors", publish_leadership=False)
    factories.organization(name="Copper House", leadership="survivors", publish_leadership=True)

    shown = {row["Name"]: row["Who leads it"] for row in as_csv(client)}

    assert shown == {"Ember House": "", "Copper House": "Survivors of trafficking or abuse"}


def test_a_parent_that_was_taken_down_is_not_named(client):
    parent = factories.organization(name="Umbrella Union")
    factories.organization(name="Ember House", parent=str(parent.public_id))
    assert as_csv(client)[0]["Part of"] == "Umbrella Union"

    review.withdraw(parent, by=factories.pair()[0], reason="wrong")

    assert [(row["Name"], row["Part of"]) for row in as_csv(client)] == [("Ember House", "")]


@pytest.mark.parametrize(
    "text", ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1", "＝1+1", "＋1", "－1", "＠x", " =1", "'=1"]
)
def test_nothing_in_a_file_is_run_and_nothing_is_lost(client, text):
    listing = factories.organization(name="Ember House")
    Organization.objects.filter(pk=listing.pk).update(description=text)

    [row] = as_csv(client)
    book = openpyxl.load_workbook(io.BytesIO(client.get("/groups.xlsx").getvalue()))
    column = [cell.value for cell in book.active[1]].index("What it does")

    assert unshielded_inside(row["What it does"]) == f"'{text}"
    assert book.active[2][column].data_type == "s"
    assert book.active[2][column].value == f"'{text}"
    assert json.loads(client.get("/groups.json").getvalue())[0]["What it does"] == text


def test_a_program_that_cuts_the_file_at_other_signs_runs_nothing_either(client):
    listing = factories.organization(name="Ember House")
    Organization.objects.filter(pk=listing.pk).update(description="We help;=1+cmd|' /C calc'!A0;")

    file = client.get("/groups.csv").getvalue().decode("utf-8-sig")

    assert [cell for row in csv.reader(io.StringIO(file), delimiter=";") for cell in row if cell.startswith("=")] == []


@given(st.lists(st.text(alphabet="a1=+-@＝＋－,;| \t\r\n\0\x01'\"()./x", max_size=9), max_size=4))
def test_what_is_asked_of_many_cells_at_once_is_answered_as_for_each(cells):
    assert list(all_shielded(cells)) == [shielded_inside(shielded(text)) for text in cells]


# No row has one cell and nothing in it: a blank line of a sheet has no cells.
ROWS = st.lists(st.lists(st.text(alphabet='a,;"\r\n\t =|\x01', max_size=4), max_size=3).filter(lambda row: row != [""]))


@given(ROWS, st.sampled_from(",;|\t"))
def test_lines_are_those_that_the_csv_module_writes(rows, delimiter):
    written = io.StringIO(newline="")
    shielded_cells = [[shielded_inside(shielded(text)) for text in row] for row in rows]
    csv.writer(written, delimiter=delimiter).writerows(shielded_cells)

    assert "".join(csv_lines(rows, delimiter=delimiter)) == BYTE_ORDER_MARK + written.getvalue()


def test_telephone_numbers_and_coordinates_stay_as_people_write_them(client):
    factories.organization(phone="+1 775 555 0100", latitude="39.53", longitude="-119.81", **factories.OPEN_DOOR)

    [row] = as_csv(client)

    assert (row["Phone"], row["Longitude"]) == ("+1 775 555 0100", "-119.81")


def test_a_workbook_names_nobody_and_is_the_same_each_time(client):
    factories.organization(name="Ember House")

    first, second = (client.get("/groups.xlsx").getvalue() for _time in range(2))

    assert first == second
    core = zipfile.ZipFile(io.BytesIO(first)).read("docProps/core.xml").decode()
    assert "openpyxl" not in core
    # When the record changed may be read, when somebody took it away may not.
    assert re.findall("creator|created|modified", core) == []


def test_a_sign_that_xml_cannot_hold_spoils_no_workbook(client):
    factories.organization(description="Meals\x0b and\uffff rides.")

    sheet = openpyxl.load_workbook(io.BytesIO(client.get("/groups.xlsx").getvalue())).active

    assert "Meals and rides." in [cell.value for cell in sheet[2]]


def test_the_desk_s_own_formats_are_shielded_too():
    factories.organization(name="Ember House", description="=1+1")
    table = ListingResource().export(Organization.objects.listed())

    assert "'=1+1" in Csv().export_data(table)
    assert openpyxl.load_workbook(io.BytesIO(Xlsx().export_data(table))).active.title == "Groups"


def test_as_many_queries_for_one_listing_as_for_three(client, django_assert_num_queries):
    factories.organization(languages=["en"])
    with django_assert_num_queries(17):
        client.get("/groups.csv").getvalue()
    factories.organization(languages=["es"])
    factories.organization(ways=[{"kind": "chat", "label": "Chat"}])

    with django_assert_num_queries(17):
        client.get("/groups.csv").getvalue()


def test_the_command_writes_the_same_file_and_ends_in_sentences(tmp_path, client):
    factories.organization(name="Ember House")
    factories.withdrawn(name="Juniper House")
    file = tmp_path / "groups.csv"

    call_command("export_listings", str(file), verbosity=0)

    assert file.read_bytes() == client.get("/groups.csv").getvalue()
    assert [path.name for path in tmp_path.iterdir()] == ["groups.csv"]
    with pytest.raises(CommandError) as unknown:
        call_command("export_listings", str(tmp_path / "groups.pdf"))
    assert (str(unknown.value), unknown.value.returncode) == ("End the file’s name with .csv, .xlsx or .json.", 2)
    with pytest.raises(CommandError) as bogus:
        call_command("export_listings", str(file), question="focus=bogus")
    assert str(bogus.value) == "Focus area: “bogus” is not a choice we know."


@pytest.mark.parametrize(
    "question", ["nonsense=1", "regoin=US-NV", "US-NV", "https://x.example.org/groups/?regoin=US-NV"]
)
def test_the_command_refuses_a_question_nobody_can_ask_and_writes_nothing(tmp_path, question):
    factories.organization()
    with pytest.raises(CommandError) as refused:
        call_command("export_listings", str(tmp_path / "all.csv"), question=question)

    assert str(refused.value).startswith("No list can be asked for “")
    assert (refused.value.returncode, list(tmp_path.iterdir())) == (2, [])


@pytest.mark.parametrize(
    "question", ["q=lantern", "https://x.example.org/groups/?q=lantern&page=9#list", "/groups/?q=lantern", "?q=lantern"]
)
def test_the_command_takes_the_address_of_the_list_as_it_is(tmp_path, question, capsys):
    factories.organization(name="Lantern Voices")
    factories.organization(name="Ember House")

    call_command("export_listings", str(tmp_path / "some.csv"), question=question)

    assert capsys.readouterr().out.startswith("1 listing written")
