"""What a row would change in a listing. An empty cell changes nothing, and a list grows unless the sheet came from here."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from curation.duplicates import phone_key, same_page
from curation.publishing import publishable
from curation.readable import readable
from curation.sheets.tidy import tidy
from directory.cells import split
from directory.columns import Column, Shape
from directory.record import COLUMNS, VOCABULARIES, Change, PlainFacts, Value
from directory.search.folding import fold

# In these, capitals and accents are no news; a description may be corrected in just them.
SPELLED = (Shape.CHOICE, Shape.COUNTRY, Shape.REGION, Shape.LISTING, Shape.EMAIL)
SPELLED_NAMES = ("name", "acronym", "city")
PLACE = ("country", "region", "city")
# The code of what is told of a change: it holds words of the listing, so it is shown only as long as that is.
CHANGES = "changes"
# A longer text is compared on the page of its row.
LONGEST_SHOWN = 60
# The marks between what such a cell lists.
LISTED = {Shape.LINES: "\n;", Shape.TERMS: "\n;", Shape.AREAS: "\n;", Shape.WAY: "\n"}
Parts = list[dict[str, Any]]


def says_the_same(column: Column, cell: str, ours: str, country: str) -> bool:
    """Whether a cell says what we would write there, if perhaps in another spelling."""
    if tidy(cell) == tidy(ours):
        return True
    if not cell or not ours:
        return False
    if column.shape == Shape.PHONE:
        key = phone_key(tidy(cell), country)
        return bool(key) and key == phone_key(ours, country)
    if column.shape == Shape.WEB:
        return same_page(_with_scheme(tidy(cell)), ours)
    is_spelled = column.shape in SPELLED or column.name in SPELLED_NAMES
    return is_spelled and fold(cell) == fold(ours)


def news(column: Column, cell: str, ours: str, country: str, *, by_piece: bool) -> str:
    """Return what a cell says beyond what we would write there. `by_piece`: of a list only what we would not."""
    if says_the_same(column, cell, ours, country):
        return ""
    marks = LISTED.get(column.shape, "") if by_piece else ""
    if not marks or not ours:
        return cell
    known = set(split(ours, marks))
    return marks[-1].join(piece for piece in split(cell, marks) if piece not in known)


def _with_scheme(address: str) -> str:
    return address if "://" in address else f"https://{address}"


def merged(live: PlainFacts, said: Mapping[str, Any], *, replaces: bool) -> PlainFacts:
    """Return the listing's facts with what the row says. `replaces`: its lists are whole, because we wrote them."""
    facts = live | {name: value for name, value in said.items() if name not in (*VOCABULARIES, "ways", "policies")}
    for name in VOCABULARIES:
        if name in said:
            facts[name] = sorted(said[name] if replaces else {*live[name], *said[name]})
    if "service_areas" in said and not replaces:
        facts["service_areas"] = live["service_areas"] + [
            a for a in said["service_areas"] if a not in live["service_areas"]
        ]
    facts["ways"] = _ways(live["ways"], said.get("ways", []), replaces)
    answered = {row["question"]: row for row in said.get("policies", [])}
    facts["policies"] = [answered.pop(row["question"], row) for row in live["policies"]] + list(answered.values())
    has_moved = any(facts[name] != live[name] for name in PLACE)
    # Nobody is told where exactly it is, unless anyone may walk in: so that is no change either.
    if (has_moved and "latitude" not in said) or not facts["public_address"]:
        facts["latitude"] = facts["longitude"] = None
    return _led_by(live, facts)


def _led_by(live: PlainFacts, facts: PlainFacts) -> PlainFacts:
    """Carry who leads it only where that may be shown, and never under a consent given for something else."""
    if facts["leadership"] != live["leadership"]:
        facts["publish_leadership"] = False
        return publishable(facts) if not live["publish_leadership"] else facts
    return facts


def _ways(live: Parts, said: Parts, replaces: bool) -> Parts:
    """Keep the order of what stays as it is."""
    if not said:
        return live
    kinds = {way["kind"] for way in said} if replaces else set()
    kept = [way for way in live if way["kind"] not in kinds or way in said]
    return kept + [way for way in said if way not in live]


def in_words(changed: Sequence[Change], live: PlainFacts, facts: PlainFacts) -> list[tuple[str, str]]:
    """Say of each fact, by its name, how it changes from `live` to `facts`, with what stands there where that is short."""
    return [
        (one.name, _in_words(one, _shown(one.name, one.before, live), _shown(one.name, one.after, facts)))
        for one in changed
    ]


def without_changes(messages: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out, of the messages of a row as they are kept, what was said of a listing that is no more as it was."""
    return [message for message in messages if message["code"] != CHANGES]


def overtaken() -> str:
    return _("The listing changed while you looked at this sheet. Look at the row again.")


def _in_words(change: Change, before: str | None, after: str | None) -> str:
    words = {"fact": change.label, "before": before, "after": after}
    if before is None or after is None:
        return _("“%(fact)s” changes.") % words
    if not before:
        return _("%(fact)s: “%(after)s” is new.") % words
    if not after:
        return _("%(fact)s: “%(before)s” is taken away.") % words
    return _("%(fact)s: “%(before)s” becomes “%(after)s”.") % words


def _shown(name: str, value: Value, facts: PlainFacts) -> str | None:
    """Return what one fact says, nothing if it is empty, and None if it is too long or a list."""
    if name not in COLUMNS:
        return None
    said = "; ".join(readable(name, value, facts))
    return said if len(said) <= LONGEST_SHOWN else None
