"""The words of a sheet that stand for nothing we know, each once, with what they may mean."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from curation.models import Batch
from curation.sheets import memory, rows, targets
from directory import places
from directory.search.folding import fold


@dataclass(frozen=True)
class UnknownWord:
    """`digest` names it on a page, whatever else is asked there. `count`: in how many rows.

    `options` are (code, label); `closest` is the code that looks most alike.
    """

    digest: str
    name: str
    word: str
    count: int
    about: str
    options: list[tuple[str, str]]
    closest: str


def unknown_words(batch: Batch) -> list[UnknownWord]:
    counted: Counter[tuple[str, str]] = Counter()
    written: dict[tuple[str, str], str] = {}
    asking = batch.rows.filter(has_unknown_words=True).exclude(status__in=rows.OVER)
    for messages in asking.values_list("messages", flat=True).iterator(chunk_size=1000):
        for message in messages:
            if message["code"] == "unknown-value":
                key = (message["key"], fold(message["sample"]))
                counted[key] += 1
                written.setdefault(key, message["sample"])
    if not counted:
        return []
    meanings = memory.sense_of(batch).meanings
    return [
        UnknownWord(
            hashlib.sha256(f"{name} {key}".encode()).hexdigest()[:16],
            name,
            written[name, key],
            count,
            _about(name),
            list(rows.options(meanings, name).items()),
            meanings.closest(name, key) if name in meanings.known else "",
        )
        for (name, key), count in counted.most_common()
    ]


def _about(name: str) -> str:
    if name.startswith("region-"):
        return f"{targets.label_of('region')} ({places.country_name(name.removeprefix('region-'))})"
    return targets.label_of(name)
