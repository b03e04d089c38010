"""The command line keeps the same rules, says the same sentences, and ends with a number a script can read."""

import pytest
from django.core.management import CommandError, call_command

from curation.models import Batch, Submission
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
        (["--coalition=other-net"], "valley-net is not a member of “other-net”."),
        (["--sheet=Second"], "There is no visible sheet of that name. Choose one of the list, or show the hidden one."),
    ],
)
def test_what_cannot_be_done_is_a_sentence_and_leaves_nothing(bring, options, sentence):
    with pytest.raises(CommandError) as refused:
        bring(None, *options, content=bringing.xlsx_file(GOOD), name="groups.xlsx")

    assert (str(refused.value), refused.value.returncode) == (sentence, 2)
    assert not Batch.objects.exists()


def test_a_file_that_is_not_there_is_a_sentence(bring, tmp_path):
    with pytest.raises(CommandError) as refused:
        call_command("import_sheet", str(tmp_path / "none.csv"), "--coalition=valley-net", "--by=valley-net")

    assert (str(refused.value), refused.value.returncode) == (
        f"{tmp_path / 'none.csv'} cannot be read or written: No such file or directory.", 2,
    )  # fmt: skip
