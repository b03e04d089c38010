"""Whatever stands in a sheet, reading it never breaks off, and every cell that says something is told or kept."""

import random

import pytest

from curation.sheets import layout, private, targets
from curation.sheets.cleaning import read_row, read_rows
from curation.sheets.headings import guesses
from tests.curation.sheets.reading_rows import sense

pytestmark = pytest.mark.django_db
NASTY = [
    "x" * 5000, "a, " * 900, "a|" * 900, "; " * 50, "|", ",", ";", ":", "\\", "\\|\\", "|;,\n", "\n\n", "\u202eevil\u202c", "\u200f", "\x01\x02\x1b[31m",
    "\x0b\x0c\x1c\x85", "=HYPERLINK(\"https://evil.example.org\",\"click\")", "=1+1", "'=1", "@SUM(A1)", "+1", "-1", "＝cmd", "10^400", "1e400",
    "1E999999999", "9" * 400, "-0", "1,5", "1_0", "٣٩", "½", "2026-02-30", "31/31/2026", "0000-00-00", "45000", "12:30", "{\"a\": [1]}", "<b onclick=x>",
    "<!--", "🕯️👩‍👩‍👧", "中文，、", "İı", "ﬁ", "e\u0301" * 40, "None", "TRUE", "nan", "N/A", "yes", "no", "unknown", "No | | ", "no | date: soon",
    "answer: no | source: x | date: 2026-01-01", "when:", "when: | phone: | link:", "https://", "http://[::1", "https://a.example.org\\@b.example.org",
    "www.", "javascript:alert(1)", "@handle", "mailto:", "a@b", "a@b.example.org, c@d.example.org", "tel:+", "7.76E+09", "7.7E+99", "775 555 0100 or 911",
    "Reno, NV", "Reno,", ", NV", "NV; CA; Narnia", "Georgia", "GA", "CA", "United States, United States", "statewide", "region: x", "region:",
    "closed", "Total", "Ask for Maria at her home", "do not share", "Spanish, Zyx and & + English", "Volunteer: ; Donate:", "Volunteer: a: b | c",
]  # fmt: skip
NAMES = [target.name for target in targets.targets()]


def rows(seed, count):
    """Make rows of nasty cells, some of them put together of two, under columns that may mean anything."""
    told = random.Random(seed)
    for _row in range(count):
        columns = told.sample(NAMES, 14)
        cells = [told.choice(NASTY) for _column in columns]
        cells = [
            cell if told.random() < 0.7 else cell + told.choice(["; ", " | ", "\n", ", "]) + told.choice(NASTY)
            for cell in cells
        ]
        yield columns, cells, told.choice(["", "US", "MX", "CA"])


@pytest.mark.parametrize("seed", range(5))
def test_every_cell_of_a_nasty_row_is_told_or_kept(seed):
    silent = []
    for columns, cells, country in rows(seed, 60):
        row = read_row(cells, {}, sense(columns, country=country))
        list(private.concerns([row], [private.said_in(row)]))
        spoken_of = {message.column for message in row.messages} | {at for at, text in row.understood.items() if text}
        left_out = (targets.SKIP, targets.PRIVATE)
        silent += [
            (columns[at], text) for at, text in row.texts.items() if at not in spoken_of and columns[at] not in left_out
        ]

    # A cell of nothing but marks holds no word that could be lost.
    assert [(column, text) for column, text in silent if any(map(str.isalnum, text))] == []


@pytest.mark.parametrize("seed", range(3))
def test_rows_that_are_read_together_say_what_each_says_alone(seed):
    told, (columns, _cells, country) = random.Random(seed), next(rows(seed, 1))
    many = [(told.choices(NASTY, k=told.randint(1, len(columns))), {"2": told.choice(NASTY)}) for _row in range(60)]
    of_sheet = sense(columns, country=country)

    assert read_rows(many, of_sheet) == [read_row(cells, edits, of_sheet) for cells, edits in many]


@pytest.mark.parametrize("name", NAMES)
def test_every_nasty_cell_can_be_read_in_every_column(name):
    for cell in NASTY:
        row = read_row(["Lantern Voices", cell], {}, sense(["name", name]))

        assert set(row.understood) <= {0, 1}


def test_every_nasty_cell_may_stand_above_a_table_or_be_a_heading():
    told = random.Random(1)
    for _sheet in range(60):
        lines = [(number, told.choices([*NASTY, "Name", "Phone"], k=told.randint(1, 9))) for number in range(1, 9)]
        found = layout.table(lines, {})

        assert (len(guesses(found.headings, {})), found.header_row) == (
            max(len(row) for _n, row in lines),
            lines[found.first - 1][0],
        )
