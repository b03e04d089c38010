"""The words of a copy: by which numbers groups are found, in pieces that a page opened from a disk can load.

The numbers are places in the order of names. Each word says three times which groups have it: in their names, in what they are about,
in everything else. Words are in order and cut into files of about the same size, and the first file says where each one begins.
"""

import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db.models import prefetch_related_objects

from directory.index import Index
from directory.mirror.progress import Progress
from directory.models import Organization
from directory.pieces import in_pieces
from directory.search import documents, questions
from directory.search import words as rules

FOLDER = "words"
INDEX = f"{FOLDER}/index.js"
# So many listings are looked at before their words are put on disk, in order.
AT_ONCE = 1_000
# A file is as long as this, or as its only word.
BYTES = 200_000
TIERS = documents.Document._fields
# What can be chosen beside words. No word begins with the sign that such a choice begins with.
CHOICES = ("focus", "connect", "language", "country", "region")
Numbers = list[list[int]]


def files(known: Index, progress: Progress) -> Iterator[tuple[str, bytes]]:
    """Yield each file of words, and the one that says what is in which."""
    starts: list[str] = []
    with TemporaryDirectory() as folder, ExitStack() as opened:
        runs = [
            opened.enter_context(run.open(encoding="utf-8"))
            for run in [*_of_listings(known, Path(folder), progress), _of_choices(known, Path(folder))]
        ]
        for number, piece in enumerate(_cut(_merged(runs))):
            starts.append(piece[0][0])
            said = ",\n".join(f"{json.dumps(word)}:{numbers}" for word, numbers in piece)
            yield f"{FOLDER}/{number}.js", f"WORDS.take({number},{{\n{said}\n}});\n".encode()
    yield INDEX, f"var WORDS = {json.dumps(_rules(known) | {'starts': starts})};\n".encode()


def as_compared(word: str) -> bytes:
    """Return a word as browsers put it in order."""
    return word.encode("utf-16-be")


def _rules(known: Index) -> dict[str, Any]:
    """Say how a browser reads a question: as `directory.search` does, whose tables these are."""
    marks = (chr(code) for code in range(sys.maxunicode) if unicodedata.combining(chr(code)))
    return {
        "marks": "".join(marks),
        "unspaced": rules.UNSPACED,
        "longest": rules.LONGEST,
        "stop": sorted(rules.STOP_WORDS),
        "pairs": sorted(" ".join(pair) for pair in rules.STOP_PAIRS),
        "spellings": [[pattern.pattern, to.replace("\\1", "$1")] for pattern, to in rules.SPELLINGS],
        "synonyms": {" ".join(typed): list(map(list, also)) for typed, also in sorted(known.synonyms.items())},
        "most": questions.MOST_WORDS,
        "shortest": questions.SHORTEST_BEGINNING,
    }


def _of_listings(known: Index, folder: Path, progress: Progress) -> Iterator[Path]:
    """Write the words of some listings at a time to a file of their own, in order."""
    together = _phrases(known)
    in_order = progress.through(known.in_order_of_name(known.listed), len(known.listed))
    for run, slots in enumerate(in_pieces(enumerate(in_order), AT_ONCE)):
        numbers = {known.pks[slot]: number for number, slot in slots}
        found: dict[str, Numbers] = defaultdict(lambda: [[] for _tier in TIERS])
        listed = list(Organization.objects.listed().for_page().filter(pk__in=numbers))
        prefetch_related_objects(listed, "translations")
        for organization in sorted(listed, key=lambda one: numbers[one.pk]):
            for word, tier in _words_of(organization, together).items():
                found[word][tier].append(numbers[organization.pk])
        yield _written(folder / f"{run}", found)


def _words_of(organization: Organization, together: dict[str, list[tuple[str, ...]]]) -> dict[str, int]:
    """Return everything a listing is found by, and in which part of its document it stands first."""
    told: dict[str, int] = {}
    for tier, text in enumerate(documents.document_of(organization)):
        said = documents.stored(text).split()
        for at, word in enumerate(said):
            told.setdefault(word, tier)
            for phrase in (*together.get(word, ()), *_pair(said[at : at + 2])):
                if tuple(said[at : at + len(phrase)]) == phrase:
                    told.setdefault(" ".join(phrase), tier)
    return told


def _phrases(known: Index) -> dict[str, list[tuple[str, ...]]]:
    """Return the words that mean the same as others and have to stand together, by the first of them."""
    by_first = defaultdict(list)
    for phrase in {phrase for also in known.synonyms.values() for phrase in also if len(phrase) > 1}:
        by_first[phrase[0]].append(phrase)
    return by_first


def _pair(neighbours: list[str]) -> list[tuple[str, ...]]:
    """Of writing without spaces, two letters at a time tell which stand together."""
    return [tuple(neighbours)] if len(neighbours) > 1 and all(map(rules.is_unspaced, neighbours)) else []


def _of_choices(known: Index, folder: Path) -> Path:
    number_of = {slot: number for number, slot in enumerate(known.in_order_of_name(known.listed))}
    found = {
        f"={name}={value}": [sorted(number_of[slot] for slot in slots), [], []]
        for name in CHOICES
        for value, slots in known.by_value(name).items()
    }
    return _written(folder / "choices", found)


def _written(file: Path, found: dict[str, Numbers]) -> Path:
    with file.open("w", encoding="utf-8") as run:
        run.writelines(f"{json.dumps([word, found[word]])}\n" for word in sorted(found, key=as_compared))
    return file


def _merged(runs: Iterable[Iterable[str]]) -> Iterator[tuple[str, str]]:
    """Put the runs together: each word once, its numbers as steps from one to the next."""
    in_order = merge(*(map(json.loads, run) for run in runs), key=lambda line: as_compared(line[0]))
    for word, lines in groupby(in_order, key=itemgetter(0)):
        parts = [numbers for _word, numbers in lines]
        steps = [_steps(number for part in parts for number in part[tier]) for tier in range(len(TIERS))]
        yield word, json.dumps(steps, separators=(",", ":"))


def _steps(numbers: Iterable[int]) -> list[int]:
    steps, last = [], 0
    for number in numbers:
        steps.append(number - last)
        last = number
    return steps


def _cut(words: Iterable[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    piece: list[tuple[str, str]] = []
    size = 0
    for word, numbers in words:
        if piece and size + len(numbers) > BYTES:
            yield piece
            piece, size = [], 0
        piece.append((word, numbers))
        size += len(word) + len(numbers)
    if piece:
        yield piece
