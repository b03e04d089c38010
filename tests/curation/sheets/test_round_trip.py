"""What goes into a cell comes out of it; what nobody should run is not run; and nothing in a row is dropped."""

import csv
import io
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from curation.sheets import cleaning, layout, targets
from curation.sheets.headings import guesses
from curation.sheets.memory import sense_of
from directory import cells
from directory.exports import ListingResource, csv_lines
from directory.models import Organization
from tests import factories
from tests.curation.sheets import bringing

SIGNS = "=+-@＝＋－＠"
RUNS = f"{SIGNS}\t\r"
SEPARATORS = ",;|\t"
NASTY_TEXT = st.text(max_size=40) | st.text(alphabet="'\"=+-@ ;,|\t\r\n＝a", max_size=12)


@given(st.text(max_size=40) | st.text(alphabet="'=+-@ \t\r＝＋－＠1a", max_size=8))
def test_a_shield_comes_off_as_it_was_put_on_and_covers_what_would_run(text):
    shielded = cells.shielded(text)

    assert cells.unshielded(shielded) == text
    assert not shielded.lstrip(" ").startswith(tuple(RUNS)) or cells._NUMBER.fullmatch(shielded)


@given(NASTY_TEXT | st.text(alphabet="'+-=1 (5);|\n", max_size=16))
def test_the_shields_of_a_file_come_off_as_they_were_put_on(text):
    written = cells.shielded_inside(cells.shielded(text))

    assert cells.unshielded(cells.unshielded_inside(written)) == text


@given(st.lists(st.lists(NASTY_TEXT, min_size=2, max_size=2), min_size=1, max_size=3), st.sampled_from(SEPARATORS))
def test_no_separator_cuts_a_file_so_that_a_cell_would_run(rows, separator):
    file = "".join(csv_lines(rows, delimiter=separator)).removeprefix("\ufeff")

    for other in SEPARATORS:
        for quoting in (csv.QUOTE_MINIMAL, csv.QUOTE_NONE):
            cut = csv.reader(io.StringIO(file, newline=""), delimiter=other, quoting=quoting)
            assert [cell for row in cut for cell in row if cell.strip().startswith(tuple(SIGNS))] == []


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("harmless;=1+cmd|' /C calc'!A0;", "harmless;'=1+cmd|' /C calc'!A0;"),
        ('a;"=1;b', "a;\"'=1;b"),
        ("rides, - meals\n- peers", "rides, '- meals\n'- peers"),
        ("+1 775 555 0100; +44 20 7946 0018 ext. 5", "+1 775 555 0100; +44 20 7946 0018 ext. 5"),
        ("Chat | https://a.example.org/x;y=1 | +1 775 555 0100 | when: 9-5", None),
        ("12 Main St, Unit 3-B; Reno, NV\nP.O. Box 7", None),
        ("39.53, -119.81", None),
        ("ask@a.example.org; help@b.example.org", None),
        ("x;-1|cmd", "x;'-1|cmd"),
        ("x;+1 775 555 0100+cmd|'a'!A0", "x;'+1 775 555 0100+cmd|'a'!A0"),
    ],
)
def test_what_stands_inside_of_a_cell_is_shielded_where_it_could_run_and_stays_readable_elsewhere(text, written):
    assert cells.shielded_inside(text) == (written or text)


def test_shielding_takes_no_time_whatever_a_cell_holds():
    for piece in ("\t", ";'", "; ", "\t' ", ';"', "\n'\t", ";+1 ", ";'\u2003", "\xa0"):
        assert cells.unshielded_inside(cells.shielded_inside(piece * 200_000)) == piece * 200_000


@given(st.lists(st.text(max_size=12).map(str.strip).filter(bool), max_size=5), st.sampled_from([";", "|", "\n"]))
def test_several_things_in_a_cell_come_apart_as_they_were_put_together(parts, mark):
    parts = [part for part in parts if part]

    assert [cells.bare(piece) for piece in cells.split(cells.join(parts, mark), mark)] == parts


TEXT = (
    st.text(alphabet="abc XYZ;|,\\:'\"=+-@()é\n", min_size=1, max_size=24)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
)
ODD = st.sampled_from(
    ["https://x.example.org/a", "when: x", "2026-01-01", "+1 775 555 0100", "24/7", "10-12", "a | b", "note: y; z"]
)
WAY = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["meeting", "peer-line", "donate", "social"]),
        "label": TEXT | ODD,
        "link": st.sampled_from(["", "https://x.example.org/way"]),
        "phone": st.sampled_from(["", "+1 775 555 0101"]),
        "schedule": st.just("") | TEXT,
        "languages": st.just("") | TEXT,
        "who_for": st.just("") | TEXT,
        "safety_note": st.just("") | TEXT,
    }
)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None)
@given(
    description=st.text(alphabet="abc XYZ;|,\\'=+-@é\n", min_size=3, max_size=60).map(str.strip).filter(bool),
    other_names=st.lists(st.sampled_from(["La; Linterna", "A | B", "O'Neil", "C, D"]), max_size=3, unique=True),
    ways=st.lists(WAY, max_size=4),
    languages=st.lists(st.sampled_from(["en", "es", "ase"]), max_size=3, unique=True),
)
def test_a_sheet_that_was_taken_away_comes_back_unchanged(description, other_names, ways, languages):
    listing = factories.organization()
    from directory.record import blank, set_relations

    facts = blank() | {"languages": sorted(languages), "focus_areas": ["connection-care"]}
    set_relations(listing, facts | {"ways": ways})
    Organization.objects.filter(pk=listing.pk).update(description=description, other_names="\n".join(other_names))
    resource = ListingResource()
    file = "".join(csv_lines([resource.headings(), *resource.rows(Organization.objects.listed())])).encode()

    batch = bringing.checked(None, by=bringing.coalition(), content=file)

    assert set(bringing.statuses(batch).values()) == {"unchanged"}


@pytest.mark.django_db
def test_a_listing_that_changed_after_its_sheet_was_made_is_not_changed_back_unasked():
    me = bringing.coalition()
    listing = factories.organization(name="Ember House", phone="+1 775 555 0100")
    resource = ListingResource()
    file = "".join(csv_lines([resource.headings(), *resource.rows(Organization.objects.listed())])).encode()
    factories.published(factories.change(listing, phone="+1 775 555 0199"))

    batch = bringing.checked(None, by=me, content=file)

    stale, change = bringing.row(batch, 2).messages
    assert (bringing.statuses(batch), stale["code"]) == ({2: "fix"}, "stale")
    assert stale["text"].endswith("change back or over: Phone.")
    assert change["text"] == "Phone: “+1 775 555 0199” becomes “+1 775 555 0100”."


NASTY = [
    "", " ", "\u200b", "=1+1", "'=1", "N/A", "nan", "1e400", "7.75E+09", "10" * 200, "x" * 4000, "https://", "javascript:alert(1)",
    "www.", "@handle", "mailto:", "a@b", "+", "+1", "000", "Reno, NV", "NV; CA; Narnia", "a|b|c:d|when:", "when:", "|", ";;;", "\\",
    "yes", "no | x | 2026-02-30", "31/31/2026", "<b>x</b>", '{"a": 1}', "\u202eabc", "🕯️", "中文", "ÑÑ", "None", "TRUE", "45000",
    "12:30", "Ask for Maria", "do not share", "Total", "-119.8", "999", "1,5", "\n\n", "a\nb", "None of your business",
]  # fmt: skip


@pytest.mark.django_db
def test_whatever_a_row_says_it_is_read_and_nothing_of_it_is_dropped():
    me = bringing.coalition()
    told = random.Random(7)
    names = [target.name for target in targets.targets()]
    batch = bringing.upload([["Name"], ["Ember House"]], by=me)
    for _sheet in range(40):
        batch.mapping = told.sample(names, 12)
        batch.headings = [told.choice([*NASTY, "Name", "Web", "Notes"]) for _column in batch.mapping]
        sense = sense_of(batch)
        guesses(batch.headings, {})
        layout.table([(1, batch.headings), (2, NASTY[:12])], {})
        for _row in range(15):
            cells_ = [told.choice(NASTY) for _column in batch.mapping]
            row = cleaning.read_row(cells_, {}, sense)
            for column, text in row.texts.items():
                kept = column in row.understood or any(message.column == column for message in row.messages)
                says_something = any(map(str.isalnum, text)) and not batch.mapping[column].startswith(
                    ("policy-", "way-")
                )
                assert kept or not says_something, (batch.mapping[column], text)
