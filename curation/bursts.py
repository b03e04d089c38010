"""What came from outside within two days and looks like one hand: read together, and decided one by one.

Told from what was sent alone. Nothing of who sent it is kept, so nothing of them is compared. A coalition's sheet comes at
once by its nature, and we know whose it is, so it is left out.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz

from curation.duplicates import Party, party
from curation.models import Source, Submission
from curation.models.submission import SubmissionQuerySet

WITHIN = timedelta(hours=48)
ALIKE = 85  # of 100
# With how many earlier ones of the same place a text is compared; in a flood more tell nothing new.
MOST_COMPARED = 50
SITE, PHONE, TEXT = _("The same site."), _("The same phone number."), _("The same place, in much the same words.")


@dataclass(frozen=True)
class Burst:
    """Two or more submissions, in the order they came, and by what they hang together."""

    submissions: tuple[Submission, ...]
    reasons: tuple[str, ...]


def bursts(among: SubmissionQuerySet) -> list[Burst]:
    """List the bursts in what is open of `among`, which is what somebody may read."""
    came = list(among.open().filter(source__in=[Source.FORM, Source.GROUP]).order_by("received_at", "pk"))
    tied: dict[int, dict[int, set[str | Promise]]] = defaultdict(lambda: defaultdict(set))
    for earlier, later, reason in _ties(came, [party(one) for one in came]):
        tied[earlier][later].add(reason)
        tied[later][earlier].add(reason)
    return [_burst(came, tied, group) for group in _groups(tied)]


def _ties(came: Sequence[Submission], parties: Sequence[Party]) -> Iterator[tuple[int, int, str | Promise]]:
    """Tie each to the last one before it that it shares something with, if that came within the time."""
    of_key: dict[tuple[str | Promise, str], list[int]] = defaultdict(list)
    for index, (one, who) in enumerate(zip(came, parties, strict=True)):
        for reason, key in _keys(who):
            # From the last one on: in a flood that is alike, so that no other need be looked at.
            for at in reversed(of_key[reason, key][-MOST_COMPARED:]):
                if one.received_at - came[at].received_at > WITHIN:
                    break
                if reason != TEXT or _same_words(one, came[at]):
                    yield at, index, reason
                    break
            of_key[reason, key].append(index)


def _keys(who: Party) -> Iterator[tuple[str | Promise, str]]:
    if who.site:
        yield SITE, who.site
    if who.last_digits:
        yield PHONE, who.last_digits
    yield TEXT, f"{who.country} {who.city}"


def _same_words(one: Submission, other: Submission) -> bool:
    said, before = one.description.strip(), other.description.strip()
    return bool(said and before) and fuzz.token_set_ratio(said, before, score_cutoff=ALIKE) > 0


def _groups(tied: dict[int, dict[int, set[str | Promise]]]) -> Iterator[list[int]]:
    """Follow the ties, so that what hangs together by way of another is one group."""
    seen: set[int] = set()
    for start in sorted(tied):
        group, waiting = [], [start]
        while waiting:
            if (at := waiting.pop()) not in seen:
                seen.add(at)
                group.append(at)
                waiting += tied[at]
        if group:
            yield sorted(group)


def _burst(came: Sequence[Submission], tied: dict[int, dict[int, set[str | Promise]]], group: list[int]) -> Burst:
    given = {str(reason) for at in group for reasons in tied[at].values() for reason in reasons}
    return Burst(tuple(came[at] for at in group), tuple(str(r) for r in (SITE, PHONE, TEXT) if str(r) in given))
