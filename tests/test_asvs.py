"""docs/asvs.md leaves out no requirement of ASVS 5.0.0 up to level 2, and every test that it names is there."""

import ast
import re
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "asvs.md").read_text()
ROWS = re.findall(r"^\| ([\d.,– ]+) \| (.+?) \| (.+) \|$", TEXT, flags=re.MULTILINE)
ANSWERS = ("**Holds**", "**Differs**", "**Operator**", "**None here**")
# The requirements of levels 1 and 2, section by section: "1.2": 9 is 1.2.1 to 1.2.9. Those of level 3 come last in each section.
LEVEL_2 = {
    "1.1": 2, "1.2": 9, "1.3": 11, "1.4": 3, "1.5": 2, "2.1": 3, "2.2": 3, "2.3": 4, "2.4": 1, "3.2": 2, "3.3": 4, "3.4": 6,
    "3.5": 5, "3.7": 2, "4.1": 3, "4.2": 1, "4.3": 2, "4.4": 4, "5.1": 1, "5.2": 3, "5.3": 2, "5.4": 3, "6.1": 3, "6.2": 12,
    "6.3": 4, "6.4": 4, "6.5": 5, "6.6": 3, "6.8": 4, "7.1": 3, "7.2": 4, "7.3": 2, "7.4": 5, "7.5": 2, "7.6": 2, "8.1": 2,
    "8.2": 3, "8.3": 1, "8.4": 1, "9.1": 3, "9.2": 4, "10.1": 2, "10.2": 2, "10.3": 4, "10.4": 11, "10.5": 5, "10.6": 2,
    "10.7": 3, "11.1": 2, "11.2": 3, "11.3": 3, "11.4": 4, "11.5": 1, "11.6": 1, "12.1": 3, "12.2": 2, "12.3": 4, "13.1": 1,
    "13.2": 5, "13.3": 2, "13.4": 5, "14.1": 2, "14.2": 4, "14.3": 3, "15.1": 3, "15.2": 3, "15.3": 7, "16.1": 1, "16.2": 5,
    "16.3": 4, "16.4": 3, "16.5": 3, "17.1": 1, "17.2": 4, "17.3": 2,
}  # fmt: skip


def numbers(cell):
    """Take “6.2.2–6.2.3, 6.3.1” apart."""
    for part in cell.split(", "):
        first, _dash, last = part.partition("–")
        section, _dot, start = first.rpartition(".")
        end = (last or first).rpartition(".")[2]
        yield from (f"{section}.{number}" for number in range(int(start), int(end) + 1))


@cache
def names_in(name):
    path = ROOT / "tests" / name
    tree = ast.parse(path.read_text()) if path.is_file() else ast.Module([], [])
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_requirement_up_to_level_2_is_answered_once():
    asked = [f"{section}.{number}" for section, most in LEVEL_2.items() for number in range(1, most + 1)]
    answered = [number for cell, _asked, _here in ROWS for number in numbers(cell)]

    assert sorted(answered) == sorted(asked)
    assert len(asked) == 253


def test_every_answer_is_one_of_four():
    assert [cell for cell, _asked, here in ROWS if not here.startswith(ANSWERS)] == []


def test_every_test_that_is_named_is_there():
    named = re.findall(r"`([\w/]+\.py)::(test_\w+)`", TEXT)

    assert [f"{file}::{test}" for file, test in named if test not in names_in(file)] == []
    assert len(named) > 150


def test_what_holds_is_shown_by_a_test_a_page_or_a_reason():
    shown = re.compile(r"::test_|\]\(|`make |`[\w/]+\.py`|: ")

    assert [cell for cell, _asked, here in ROWS if here.startswith("**Holds**") and not shown.search(here)] == []


def test_every_difference_has_its_reason_and_every_reason_a_difference():
    given = re.findall(r"^(\d+)\. \*\*", TEXT.split("## Where we differ")[1].split("## Ways in")[0], flags=re.MULTILINE)
    referred = {found for _cell, _asked, here in ROWS for found in re.findall(r"\*\*Differs\*\* \((\d+)\)", here)}

    assert sorted(referred, key=int) == given
    assert [cell for cell, _asked, here in ROWS if "**Differs**" in here and "**Differs** (" not in here] == []
