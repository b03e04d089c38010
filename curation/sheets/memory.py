"""What a coalition decided for one sheet, kept for its next."""

from collections.abc import Sequence

from curation.models import Batch, Coalition, Remembered
from curation.sheets import targets
from curation.sheets.reading import SheetSense
from curation.sheets.values import meanings
from directory.search.folding import fold

About = Remembered.About
LONGEST_KEY = 300


def remember(coalition: Coalition, about: str, answers: dict[str, str]) -> None:
    for key, answer in answers.items():
        Remembered.objects.update_or_create(
            coalition=coalition, about=about, key=key[:LONGEST_KEY], defaults={"answer": answer}
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


def forget(coalition: Coalition, about: str, keys: list[str]) -> None:
    Remembered.objects.filter(coalition=coalition, about=about, key__in=[key[:LONGEST_KEY] for key in keys]).delete()


def recalled(coalition: Coalition, about: str) -> dict[str, str]:
    return dict(Remembered.objects.filter(coalition=coalition, about=about).values_list("key", "answer"))


def sense_of(batch: Batch) -> SheetSense:
    """Put together what is needed to read the rows of a batch."""
    asked = recalled(batch.coalition, About.VALUE)
    return SheetSense(batch.headings, batch.mapping, meanings(asked), batch.default_country)
