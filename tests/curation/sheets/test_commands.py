"""The command line keeps the same rules, says the same sentences, and ends with a number a script can read."""

import os
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from curation.models import Batch, Remembered, Submission
from curation.sheets import sending
from directory.models import Organization
from tests import factories
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db
GOOD = [["Name", "Town", "State"], ["Ember House", "Reno", "NV"]]
MIXED = [*GOOD, ["", "Elko", "NV"]]


@pytest.fixture
def bring(tmp_path, capsys):
    bringing.coalition("valley-net")

    def bring(rows, *options, name="groups.csv", content=None):
        file = tmp_path / name
        file.write_bytes(content if content is not None else bringing.csv_file(rows))
        try:
            call_command("import_sheet", str(file), "--coalition=valley-net", "--by=valley-net", *options)
        except SystemExit as ended:
            return ended.code, capsys.readouterr().out
        return 0, capsys.readouterr().out

    return bring


def test_good_rows_are_sent_once_somebody_attests_to_them(bring):
    code, told = bring(GOOD, "--attest")

    assert (code, told) == (0, "New: 1\nSent: 1\n")
    assert Submission.objects.get().source == "spreadsheet"


def test_without_that_they_wait_on_the_desk(bring):
    assert bring(GOOD) == (0, "New: 1\n")
    assert (Submission.objects.count(), Batch.objects.get().stage) == (0, "rows")


def test_trying_keeps_nothing(bring, tmp_path):
    code, _told = bring(MIXED, "--dry-run", "--attest", f"--output={tmp_path / 'back.csv'}")

    assert (code, Batch.objects.count(), Submission.objects.count()) == (1, 0, 0)
    assert "Needs fixing" in (tmp_path / "back.csv").read_text(encoding="utf-8-sig")


def test_rows_that_need_looking_at_are_told_and_the_good_ones_go(bring):
    assert bring(MIXED, "--attest") == (
        1,
        (
            "New: 1\nNeeds fixing: 1\n"
            "Row 3 (–), needs fixing: This row has no name. Type the name of the group, or leave the row out.\n"
            "Sent: 1\n"
        ),
    )
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--by=nobody"], "There is nobody called nobody."),
        (["--by=caf\udce9"], "There is nobody called caf\ufffd."),
        (["--country=Narnia"], "“Narnia” is not a country we know. Give its name or its two letters, as in US."),
        (
            ["--coalition=other-net"],
            (
                "valley-net is not a member of “other-net”, only of “valley-net”. "
                "An administrator makes coalitions on the desk, under Coalitions, and says there who is a member."
            ),
        ),
        (["--sheet=Second"], "There is no visible sheet of that name. Choose one of the list, or show the hidden one."),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_leaves_nothing(bring, options, sentence):
    with pytest.raises(CommandError) as refused:
        bring(None, *options, content=bringing.xlsx_file(GOOD), name="groups.xlsx")

    assert (str(refused.value), refused.value.returncode) == (sentence, 2)
    assert not Batch.objects.exists()


def test_headings_with_nothing_below_them_are_nothing_done(bring):
    for options in ([], ["--attest"]):
        with pytest.raises(CommandError) as refused:
            bring(GOOD[:1], *options)
        assert str(refused.value) == "This sheet has no rows. Choose another sheet, or add rows below the headings."
        assert (refused.value.returncode, Batch.objects.count()) == (2, 0)


def test_a_file_that_is_not_there_is_a_sentence(bring, tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("import_sheet", str(tmp_path / "none.csv"), "--coalition=valley-net", "--by=valley-net")

    assert (str(refused.value), refused.value.returncode) == (
        f"{tmp_path / 'none.csv'} cannot be read or written: No such file or directory.", 2,
    )  # fmt: skip


@pytest.mark.parametrize("said", ["USA", "us", "United States"])
def test_a_country_may_be_said_as_in_a_cell(bring, said):
    assert bring([["Name", "Town"], ["Ember House", "Reno"]], f"--country={said}")[0] == 0
    assert Batch.objects.get().rows.get().facts["country"] == "US"


def test_a_name_of_a_file_that_no_database_keeps_is_read_all_the_same(bring):
    assert bring(GOOD, name=os.fsdecode(b"caf\xe9.csv"))[0] == 0
    assert Batch.objects.get().file_name == "caf\ufffd.csv"


def test_nothing_is_sent_if_the_answer_cannot_be_written(bring, tmp_path):
    for output in (tmp_path / "nowhere" / "back.csv", tmp_path):
        with pytest.raises(CommandError) as refused:
            bring(GOOD, "--attest", f"--output={output}")
        assert (refused.value.returncode, str(refused.value).startswith(f"{output} cannot be")) == (2, True)

    assert (Submission.objects.count(), Batch.objects.count()) == (0, 0)


def test_an_answer_that_cannot_be_written_any_more_is_not_told_as_if_nothing_was_sent(bring):
    if not Path("/dev/full").exists():
        pytest.skip("Only on Linux is there a disk that is always full.")
    with pytest.raises(CommandError) as late:
        bring(GOOD, "--attest", "--output=/dev/full")

    assert (late.value.returncode, Submission.objects.count()) == (1, 1)
    assert str(late.value) == "The rows were checked, but /dev/full cannot be written: No space left on device."


def test_an_answer_takes_the_place_of_an_older_one_only_once_there_is_one(bring, tmp_path):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    old.write_text("before " * 1000)
    for output in (old, new):
        with pytest.raises(CommandError):
            bring(GOOD, "--by=nobody", f"--output={output}")
    assert (old.read_text(), new.exists()) == ("before " * 1000, False)

    bring(GOOD, f"--output={old}")

    assert old.read_text(encoding="utf-8-sig").splitlines()[1].startswith("Ember House,Reno,NV,New,")


def test_a_row_that_is_held_back_while_sending_is_told_and_counts(bring, monkeypatch):
    listing = factories.organization(name="Night Garden Collective", city="Reno")
    begin = sending.begin_sending

    def meanwhile(*batch, **said):
        Organization.objects.filter(pk=listing.pk).update(version=listing.version + 1)
        return begin(*batch, **said)

    monkeypatch.setattr(sending, "begin_sending", meanwhile)
    told = [["Name", "City", "About"], ["Night Garden Collective", "Reno", "New words here."]]

    code, said = bring(told, "--attest")

    assert (code, said) == (
        1,
        (
            "Change to a listing: 1\n"
            "Row 2 (Night Garden Collective), good to know: What it does: "
            "“Peer support and legal clinics, run by members.” becomes “New words here.”.\n"
            "Sent: 0\n"
            "Row 2 (Night Garden Collective), needs fixing: The listing changed while you looked at this sheet. "
            "Look at the row again. Compare the row with the listing as it is now.\n"
        ),
    )


def test_a_guess_is_told_and_not_remembered_as_if_somebody_had_said_so(bring, capsys):
    bring([["Nombre del grupo o red", "Town", "Wer"], ["Ember House", "Reno", "x"]], "--column=wer=note")

    assert [(one.key, one.answer) for one in Remembered.objects.all()] == [("wer", "note")]


def test_what_each_column_is_taken_for_is_told_with_how_sure_that_is(bring, tmp_path, capsys):
    file = tmp_path / "groups.csv"
    file.write_bytes(bringing.csv_file([["Name", "Twon", "Wer", "Mix"], ["Ember House", "Reno", "x", "775-555-0142"]]))

    call_command(
        "import_sheet", str(file), "--coalition=valley-net", "--by=valley-net", "--column=Mix=Phone", "--dry-run"
    )

    assert capsys.readouterr().err.splitlines()[:5] == [
        "Column A, “Name”: Name (100 of 100)",
        "Column B, “Twon”: Town (75 of 100)",
        "Column C, “Wer”: A note for reviewers (nothing we know)",
        "Column D, “Mix”: Phone (as you say)",
        (
            "No column says “What it does”, “Focus areas”, “How far it reaches”: "
            "reviewers have to find that out for each group before it can be listed."
        ),
    ]


def test_nothing_is_sent_by_a_guess_that_may_be_wrong(bring):
    told = [["Name", "Twon", "My very own notes"], ["Ember House", "Reno", "x"]]
    with pytest.raises(CommandError) as refused:
        bring(told, "--attest")
    assert "--column" in str(refused.value)
    assert "“Twon”: Town (75 of 100)" in str(refused.value)
    assert (refused.value.returncode, Batch.objects.count()) == (2, 0)

    assert bring(told, "--attest", "--column=Twon=Town", "--country=US")[0] == 0
    assert Submission.objects.get().city == "Reno"


@pytest.mark.parametrize("said", ["Nobody=Name", "Town", "=Name", "Town=Nonsense"])
def test_a_meaning_nobody_knows_is_a_sentence(bring, said):
    with pytest.raises(CommandError) as refused:
        bring(GOOD, f"--column={said}")

    assert (refused.value.returncode, Batch.objects.count()) == (2, 0)


def test_what_was_read_in_another_way_is_told_of_good_rows_too(bring):
    told = [["Name", "Town", "State", "Phone"], ["Ember House", "Reno", "NV", "7755550142"]]

    assert bring(told, "--country=US")[1].splitlines() == [
        "New: 1",
        "Row 2 (Ember House), good to know: “7755550142” was read as the number +1 775-555-0142.",
    ]


def test_an_answer_is_not_called_what_it_is_not(bring, tmp_path):
    with pytest.raises(CommandError) as refused:
        bring(
            None, f"--output={tmp_path / 'back.csv'}", "--attest", content=bringing.xlsx_file(GOOD), name="groups.xlsx"
        )

    assert str(refused.value) == "This sheet comes back as .xlsx: end the name of --output with it."
    assert (refused.value.returncode, Batch.objects.count(), (tmp_path / "back.csv").exists()) == (2, 0, False)

    assert (
        bring(None, f"--output={tmp_path / 'back.XLSX'}", content=bringing.xlsx_file(GOOD), name="groups.xlsx")[0] == 0
    )
    assert (tmp_path / "back.XLSX").read_bytes().startswith(b"PK")
