"""What a coalition decided for one sheet, kept for its next."""

from collections.abc import Iterable, Mapping, Sequence

import orjson

from curation import keyed
from curation.models import Batch, Coalition, Remembered, Row
from curation.sheets import targets
from curation.sheets.reading import SheetSense
from curation.sheets.values import meanings
from directory.search.folding import fold

About = Remembered.About
LONGEST_KEY = 300


def remember(coalition: Coalition, about: str, answers: Mapping[str, str]) -> None:
    said = {key[:LONGEST_KEY]: answer for key, answer in answers.items()}
    told = [Remembered(coalition=coalition, about=about, key=key, answer=answer) for key, answer in said.items()]
    Remembered.objects.bulk_create(
        told, update_conflicts=True, unique_fields=["coalition", "about", "key"], update_fields=["answer"]
    )


def remember_headings(coalition: Coalition, headings: Sequence[str], meant: Sequence[str]) -> None:
    """Remember what each heading means: of several alike nothing, unless one of them is private."""
    said: dict[str, set[str]] = {}
    for heading, target in zip(headings, meant, strict=True):
        said.setdefault(fold(heading), set()).add(target)
    said.pop("", None)
    private = {heading: targets.PRIVATE for heading, one in said.items() if targets.PRIVATE in one}
    clear = {heading: next(iter(one)) for heading, one in said.items() if len(one) == 1}
    forget(coalition, About.HEADING, [heading for heading in said if heading not in private | clear])
    remember(coalition, About.HEADING, clear | private)


def remember_left_out(coalition: Coalition, rows: Iterable[Row], *, is_left_out: bool) -> None:
    """Remember which rows are left out, or are no more, as they stand: one that says something else is asked about anew."""
    keys = dict.fromkeys(map(as_it_stands, rows), "out")
    if is_left_out:
        remember(coalition, About.ROW, keys)
    else:
        forget(coalition, About.ROW, list(keys))


def as_it_stands(row: Row) -> str:
    """Return a keyed digest of all that a row says: it stays when the row is gone, and what is left out may be secret."""
    return keyed.digest(orjson.dumps([row.facts, row.note], option=orjson.OPT_SORT_KEYS).decode(), of="row left out")


def forget(coalition: Coalition, about: str, keys: Sequence[str]) -> None:
    Remembered.objects.filter(coalition=coalition, about=about, key__in=[key[:LONGEST_KEY] for key in keys]).delete()


def recalled(coalition: Coalition, about: str) -> dict[str, str]:
    return dict(Remembered.objects.filter(coalition=coalition, about=about).values_list("key", "answer"))


def sense_of(batch: Batch) -> SheetSense:
    """Put together what is needed to read the rows of a batch."""
    asked = recalled(batch.coalition, About.VALUE)
    return SheetSense(batch.headings, batch.mapping, meanings(asked), batch.default_country)
