"""What all serializers go by, and the parts that several of them write."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from directory import choices
from directory.hsds.dictionary import Made, made
from directory.hsds.identifiers import SERVICE, part_of
from directory.hsds.taxonomies import Vocabulary
from directory.models import Organization, OrganizationQuerySet, WayToConnect


@dataclass(frozen=True)
class Writing:
    """`site` is the address of this site without a slash at its end; where it has none, records name no pages of ours."""

    site: str
    vocabulary: Vocabulary
    words_changed_at: datetime | None


def for_full_records(listed: OrganizationQuerySet) -> OrganizationQuerySet:
    return _in_order(listed.with_facts())


def for_short_records(listed: OrganizationQuerySet) -> OrganizationQuerySet:
    return _in_order(listed.select_related("parent").prefetch_related("policies"))


def _in_order(listed: OrganizationQuerySet) -> OrganizationQuerySet:
    """Put them in an order in which what is new comes last, each with when it last changed."""
    return listed.dated().order_by("pk")


def last_modified(record: Any, writing: Writing) -> str:
    """Say when anything in it last changed; the terms it carries are in it too."""
    moments = [moment for moment in (record.changed_at, writing.words_changed_at) if moment]
    return in_utc(max(moments)) if moments else ""


def in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def service_id(record: Organization) -> str:
    return part_of(record.public_id, SERVICE)


def in_words(way: WayToConnect) -> str:
    """Say all of a way that is no link, number or warning."""
    return "; ".join(filter(None, [way.label or _kind_of(way), way.schedule, way.languages, way.who_for]))


def ways_by_role(record: Organization) -> list[tuple[str, WayToConnect]]:
    """Name each way by its kind and its place among those, so that one more of another kind renames none."""
    seen: Counter[str] = Counter()
    named = []
    for way in record.ways.all():
        named.append((f"{way.kind}/{seen[way.kind]}", way))
        seen[way.kind] += 1
    return named


# (taxonomy, code, label, value); without a label the term's name is one.
Said = tuple[str, str, str, str]


def attributes(
    record: Organization, entity: str, owner: str, writing: Writing, more: Iterable[Said] = ()
) -> list[Made]:
    """Write the terms that hold for an organization or its service, `owner`: the listing's own, and `more`."""
    seen: Counter[tuple[str, str]] = Counter()
    written = []
    for taxonomy, code, label, value in (*_terms(record), *more):
        if term := writing.vocabulary.record(taxonomy, code):
            attribute = made(
                "attribute",
                id=part_of(record.public_id, f"{entity}/{taxonomy}/{code}/{seen[taxonomy, code]}"),
                link_id=owner,
                link_entity=entity,
                link_type=taxonomy,
                taxonomy_term_id=term["id"],
                label=label or term["name"],
                value=value,
                taxonomy_term=term,
            )
            written.append(attribute)
            seen[taxonomy, code] += 1
    return written


def _terms(record: Organization) -> Iterator[Said]:
    for taxonomy, code in (("kind", record.kind), ("leadership", record.leadership), ("reach", record.reach)):
        if code:
            yield taxonomy, code, "", ""
    for area in record.focus_areas.all():
        yield "focus-area", area.slug, "", ""
    for people in record.populations.all():
        yield "population", people.slug, "", ""


def _kind_of(way: WayToConnect) -> str:
    return str(choices.Way(way.kind).label)
