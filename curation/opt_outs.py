"""“Do not list us”, remembered without keeping who said so: it outlives the listing, and nobody can read it.

A group is known again by all it was ever published with, as far as the record still has it: most take their website and
number out before they leave.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from django.utils import timezone

from curation import duplicates, keyed, lifetime, removals
from curation.models import OptOut
from directory.models import Organization
from directory.record import PlainFacts, facts_of
from directory.search.folding import fold


def remember(listing: Organization, *, channel: str) -> None:
    """Remember a listed group, in the database and beside it: no old copy is to make us forget."""
    marks = _marks_of(listing)
    _write(marks, timezone.localdate())
    removals.note(removals.LEFT, listing.public_id, channel, *map(_written, marks))


def remember_again(marks: Iterable[str], *, on: date) -> None:
    """Remember what a line of the list of removals says: the database is older than it."""
    _write([(by, digest) for by, _colon, digest in (mark.partition(":") for mark in marks)], on)


def forget(listing: Organization) -> None:
    """Let a group be listed again, because it came back. What somebody else who left is known by is still remembered."""
    others = {mark for note in removals.left() if note.listing != listing.public_id for mark in note.more[1:]}
    mine = [mark for mark in _marks_of(listing) if _written(mark) not in others]
    OptOut.objects.filter(digest__in=[digest for _by, digest in mine]).delete()


def matching(facts: PlainFacts) -> list[OptOut]:
    """List what is remembered that `facts` would be recognized by."""
    return list(OptOut.objects.filter(digest__in=[digest for _by, digest in _marks(facts)]).order_by("id"))


def _write(marks: list[tuple[str, str]], on: date) -> None:
    rows = [OptOut(by=by, digest=digest, on=on) for by, digest in marks]
    OptOut.objects.bulk_create(rows, ignore_conflicts=True)


def _written(mark: tuple[str, str]) -> str:
    by, digest = mark
    return f"{by}:{digest}"


def _marks_of(listing: Organization) -> list[tuple[str, str]]:
    told = [facts_of(listing), *lifetime.published(listing)]
    return list(dict.fromkeys(mark for facts in told for mark in _marks(facts)))


def _marks(facts: PlainFacts) -> Iterator[tuple[str, str]]:
    for by, values in _recognized_by(facts):
        for value in filter(None, values):
            yield by, keyed.digest(value, of=f"opt-out {by}")


def _recognized_by(facts: PlainFacts) -> Iterator[tuple[str, set[str]]]:
    names = {fold(name) for name in (facts["name"], *facts["other_names"].splitlines())}
    yield OptOut.By.NAME, {name.replace(" ", "") for name in names}
    yield OptOut.By.SITE, {duplicates.site_key(facts["website"])}
    yield OptOut.By.PHONE, {duplicates.phone_key(facts["phone"], facts["country"])} if facts["phone"] else set()
