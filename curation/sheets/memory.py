"""What a coalition decided for one sheet, kept for its next."""

from curation.models import Batch, Coalition, Remembered
from curation.sheets.reading import SheetSense
from curation.sheets.values import meanings

About = Remembered.About
LONGEST_KEY = 300


def remember(coalition: Coalition, about: str, answers: dict[str, str]) -> None:
    for key, answer in answers.items():
        Remembered.objects.update_or_create(
            coalition=coalition, about=about, key=key[:LONGEST_KEY], defaults={"answer": answer}
        )


def forget(coalition: Coalition, about: str, keys: list[str]) -> None:
    Remembered.objects.filter(coalition=coalition, about=about, key__in=[key[:LONGEST_KEY] for key in keys]).delete()


def recalled(coalition: Coalition, about: str) -> dict[str, str]:
    return dict(Remembered.objects.filter(coalition=coalition, about=about).values_list("key", "answer"))


def sense_of(batch: Batch) -> SheetSense:
    """Put together what is needed to read the rows of a batch."""
    asked = recalled(batch.coalition, About.VALUE)
    return SheetSense(batch.headings, batch.mapping, meanings(asked), batch.default_country)
