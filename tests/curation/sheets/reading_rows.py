"""Reading one row without a file: each cell by what its column means."""

from functools import cache

from curation.sheets import targets
from curation.sheets.cleaning import read_row
from curation.sheets.reading import SheetSense
from curation.sheets.values import Meanings, meanings


@cache
def _known():
    """Load the words once: no test changes a vocabulary."""
    return meanings({})


def words(asked=None, listings=None):
    known = _known()
    return Meanings(known.known, known.labels, listings or {}, asked or {})


def sense(columns, *, country="US", asked=None, listings=None, headings=None):
    headings = headings or [targets.label_of(name) for name in columns]
    return SheetSense(headings, columns, words(asked, listings), country)


def read(cells=(), /, *, country="US", asked=None, listings=None, **more):
    """Read a row of (column, cell) pairs or, where each column is there once, of names; it has a name in any case."""
    pairs = [*cells, *more.items()]
    if "name" not in dict(pairs):
        pairs.insert(0, ("name", "Lantern Voices"))
    columns = [name.replace("__", "-") for name, _cell in pairs]
    told = sense(columns, country=country, asked=asked, listings=listings)
    return read_row([cell for _name, cell in pairs], {}, told)


def said(*cells, **given):
    """Return what a row says besides its name and the country it is put in by default."""
    facts = dict(read(*cells, **given).said)
    if facts.get("name") == "Lantern Voices":
        del facts["name"]
    return facts


def codes(row):
    return [message.code for message in row.messages]
