"""Plain facts as a person reads them: labels for codes, names for slugs, a line for each row."""

from django.utils.translation import gettext as _

from directory import places
from directory.calendar.occasions import understood
from directory.choices import Answer, Question, Way
from directory.facts import Facts
from directory.models import Organization
from directory.record import NAMES, ROWS, VOCABULARIES, PlainFacts, Value, label
from directory.vocabulary import TERMS


def readable_facts(facts: PlainFacts, *, to_reviewer: bool = False) -> list[tuple[str, list[str]]]:
    """List every fact that says something, as (label, lines)."""
    told = ((label(name), readable(name, facts[name], facts, to_reviewer=to_reviewer)) for name in NAMES)
    return [(name, lines) for name, lines in told if lines]


def readable(name: str, value: Value, facts: PlainFacts | None = None, *, to_reviewer: bool = False) -> list[str]:
    """Say a fact's value in words, one line for each thing in it; nothing for an empty one.

    What a group is part of is named to others than reviewers only while that is listed: it may have been taken down for its safety.
    """
    if value in (None, "", [], False):
        return []
    if name in VOCABULARIES:
        return [term.said() for term in TERMS[name]._default_manager.filter(slug__in=value)]
    if name in ROWS:
        return [_row(name, row) for row in value]
    if name == "parent":
        known = Organization.objects.all() if to_reviewer else Organization.objects.listed()
        return [organization.name for organization in known.filter(public_id=value)]
    if name == "region":
        return [places.region_name((facts or {}).get("country", ""), value)]
    return _column(name, value)


def _column(name: str, value: Value) -> list[str]:
    if value is True:
        return [_("Yes")]
    if name == "country":
        return [places.country_name(value)]
    choices = dict(Facts._meta.get_field(name).choices or [])  # type: ignore[union-attr]
    return str(choices.get(value, value)).splitlines()


def _row(name: str, row: PlainFacts) -> str:
    if name == "ways":
        shown = [Way(row["kind"]).label, *[_part_of_way(part, row) for part in row if part != "kind"]]
    elif name == "service_areas":
        shown = [places.place_name(row["country"], row["region"], row["city"])]
    else:
        shown = [
            Question(row["question"]).label,
            Answer(row["answer"]).label,
            row["detail"],
            row["source"],
            row["as_of"],
        ]
    return " · ".join(str(part) for part in shown if part)


def _part_of_way(part: str, row: PlainFacts) -> str:
    """Say a part as it was written; of times also how calendars and partners will be told them."""
    if part != "schedule" or not (read := understood(row["kind"], row[part])):
        return str(row[part])
    return _("%(words)s (we read: %(times)s)") % {"words": row[part], "times": read}
