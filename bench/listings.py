"""Fills a database with invented listings, the same for the same number: straight into the tables, for a benchmark only."""

import importlib
import random
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction

from bench.rows import DOES, FIRST, SECOND, THIRD
from curation import vocabularies
from directory import choices
from directory.models import Edition, Organization, Policy, ServiceArea, WayToConnect
from directory.near import town_of
from directory.pieces import in_pieces
from directory.record import VOCABULARIES
from directory.search import upkeep
from directory.vocabulary import TERMS

AT_ONCE = 2_000
TODAY = date(2026, 11, 1)
TOWNS = [
    ("US", "NV", "Reno"), ("US", "NV", "Las Vegas"), ("US", "FL", "Tampa"), ("US", "AZ", "Tucson"), ("US", "GA", "Atlanta"),
    ("US", "OR", "Portland"), ("US", "NY", "New York"), ("US", "CA", "Los Angeles"), ("US", "CA", "Oakland"),
    ("US", "TX", "Austin"), ("US", "WA", "Seattle"), ("US", "MA", "Boston"), ("US", "IL", "Chicago"), ("US", "MO", "Springfield"),
    ("CA", "BC", "Vancouver"), ("CA", "ON", "Toronto"), ("GB", "SCT", "Glasgow"), ("MX", "", "Puebla"), ("AU", "VIC", "Melbourne"),
]  # fmt: skip
# The gazetteer knows several towns of that name, so nobody’s centre would be taken from it.
PUEBLA = (19.04, -98.21)
# In one of twenty-five descriptions, and in three of four.
RARE, COMMON = "zine", "support"


def fill(count: int) -> None:
    """Make a new database ready, and put `count` listings in it with everything that belongs to them and their documents."""
    call_command("migrate", verbosity=0)
    if Organization.objects.exists():
        raise SystemExit("There are listings in this database. The benchmark fills one of its own: name an empty one.")
    vocabularies.load_missing()
    importlib.import_module("curation.migrations.0002_guards").remove(apps, _Statements())
    terms = {fact: list(model._default_manager.values_list("pk", flat=True)) for fact, model in TERMS.items()}
    centres = {town: town_of(*town) or PUEBLA for town in TOWNS}
    told = random.Random(count)  # noqa: S311 (invented, and the same each time)
    for numbers in in_pieces(range(1, count + 1), AT_ONCE):
        with transaction.atomic():
            made = [_organization(number, told, centres) for number in numbers]
            Organization.objects.bulk_create(made)
            _relate(made, told, terms)
    Edition.objects.begin()
    upkeep.write_anew()


class _Statements:
    connection = connection

    def execute(self, sql: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql)


def _organization(number: int, told: random.Random, centres: dict[tuple[str, str, str], Any]) -> Organization:
    town = told.choice(TOWNS)
    words = (
        told.sample(DOES, 3)
        + ([RARE] if told.random() < 0.04 else [])
        + ([f"peer {COMMON}"] if told.random() < 0.74 else [])
    )
    away = [told.uniform(-0.4, 0.4), told.uniform(-0.4, 0.4)]
    latitude, longitude = (round(middle + apart, 2) for middle, apart in zip(centres[town], away, strict=True))
    return Organization(
        pk=number,
        name=f"{told.choice(FIRST)} {told.choice(SECOND)} {told.choice(THIRD)} {number}",
        slug=f"group-{number}",
        description=f"We do {', '.join(words)} in {town[2]}, {told.randint(1, 6)} days a week.",
        kind=told.choice(choices.Kind.values),
        reach=told.choice(choices.Reach.values),
        leadership=(led := told.choice(["", *choices.Leadership.values])),
        publish_leadership=bool(led),
        country=town[0], region=town[1], city=town[2],
        centre_latitude=latitude, centre_longitude=longitude,
        website=f"https://group-{number}.example.org/",
        listed_on=TODAY - timedelta(days=told.randint(0, 900)),
        facts_checked_on=TODAY - timedelta(days=told.randint(0, 700)) if told.random() < 0.9 else None,
        changed_in=1,
    )  # fmt: skip


def _relate(made: list[Organization], told: random.Random, terms: dict[str, list[int]]) -> None:
    for fact in VOCABULARIES:
        field: Any = Organization._meta.get_field(fact)
        through, column = field.remote_field.through, field.m2m_reverse_field_name()
        pairs = [(one.pk, term) for one in made for term in told.sample(terms[fact], told.randint(1, 3))]
        through._default_manager.bulk_create(
            [through(organization_id=pk, **{f"{column}_id": term}) for pk, term in pairs]
        )
    ways = [(one.pk, kind) for one in made for kind in told.sample(choices.Way.values, told.randint(1, 3))]
    WayToConnect.objects.bulk_create([WayToConnect(owner_id=pk, kind=kind, label="By asking") for pk, kind in ways])
    areas = [(one.pk, told.choice(TOWNS)) for one in made if told.random() < 0.3]
    ServiceArea.objects.bulk_create([ServiceArea(owner_id=pk, country=town[0], region=town[1]) for pk, town in areas])
    said = [(one.pk, question) for one in made for question in told.sample(choices.Question.values, told.randint(0, 3))]
    Policy.objects.bulk_create(
        [
            Policy(owner_id=pk, question=question, answer=told.choice(["yes", "no"]), source="Their site", as_of=TODAY)
            for pk, question in said
        ]
    )
