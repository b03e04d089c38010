"""A count beside a filter is exactly what choosing it finds: asked of random directories and random questions."""

import random

import pytest
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from directory import choices, index, markup
from directory.answers import Answer
from directory.choices import Kind, Leadership, Question, Reach, Way
from directory.facets import ORDER, Facet
from directory.facets import facets as counted
from directory.filters import OrganizationFilter
from directory.models import Organization
from tests import factories

FOCUS = ["economic-justice", "connection-care", "living-wages-housing", "family-youth-justice"]
PLACES = [("US", "NY"), ("US", "NV"), ("CA", "BC"), ("NL", ""), ("GB", "SCT")]


def ask(data):
    return OrganizationFilter(data, queryset=Organization.objects.listed())


def facets(question, names=ORDER):
    return counted(Answer(question, index.current()), names)


def some(chance, options, most=3):
    return chance.sample(list(options), chance.randint(0, min(most, len(options))))


def random_facts(chance):
    country, region = chance.choice(PLACES)
    return {
        "focus_areas": chance.sample(FOCUS, chance.randint(1, 3)),
        "kind": chance.choice(Kind.values),
        "reach": chance.choice(Reach.values),
        "leadership": chance.choice(["", *Leadership.values]),
        "publish_leadership": chance.random() < 0.5,
        "country": country,
        "region": region,
        "languages": some(chance, ["en", "es", "zh", "ase"]),
        "populations": some(chance, ["migrants", "women", "workers"]),
        "ways": [{"kind": kind, "label": "By asking"} for kind in some(chance, Way.values)],
        "service_areas": [{"country": c, "region": r, "city": ""} for c, r in some(chance, PLACES)],
        "policies": [
            {"question": q, "answer": chance.choice(["yes", "no"]), "source": "Site", "as_of": "2026-01-01"}
            for q in some(chance, Question.values, most=5)
        ],
        "facts_checked_on": chance.choice([None, "2026-11-01", "2026-03-01", "2020-01-01"]),
    }


def random_question(chance):
    data = QueryDict(mutable=True)
    data.setlist("focus", some(chance, FOCUS, most=2))
    data.setlist("police", some(chance, choices.Answer.values, most=2))
    for name, options in (("kind", Kind.values), ("connect", Way.values), ("language", ["en", "es"])):
        data.setlist(name, some(chance, options, most=1) if chance.random() < 0.3 else [])
    if chance.random() < 0.5:
        data["focus_match"] = "all"
    if chance.random() < 0.3:
        data["country"] = chance.choice(["US", "CA", "NL"])
    return data


@pytest.mark.parametrize("seed", range(3))
def test_every_count_is_what_choosing_it_finds(db, seed):
    chance = random.Random(seed)
    for _number in range(10):
        factories.organization(**random_facts(chance))

    for _number in range(4):
        data = random_question(chance)
        for facet in facets(ask(data)):
            for choice in facet.choices:
                chosen = data.copy()
                adds = facet.name == "focus" and data.get("focus_match") == "all"
                kept = data.getlist("focus") if adds else []
                chosen.setlist(facet.name, list({*kept, choice.value}))
                question = ask(chosen)
                assert question.is_valid()
                assert choice.count == question.qs.count(), (facet.name, choice.value)


@pytest.mark.parametrize("name", ["country", "region", "language", "population"])
def test_what_an_open_list_leaves_out_finds_nothing(db, name):
    factories.organization(**random_facts(random.Random(5)))
    offered = {
        "country": ["US", "CA", "NL", "GB"],
        "region": ["US-NY", "US-NV", "CA-BC", "GB-SCT"],
        "language": ["en", "es", "zh", "ase"],
        "population": ["migrants", "women", "workers"],
    }[name]

    counts = {choice.value: choice.count for facet in facets(ask(QueryDict()), [name]) for choice in facet.choices}

    finds = {value: ask(QueryDict(f"{name}={value}")).qs.count() for value in offered}
    assert counts == {value: number for value, number in finds.items() if number}


def test_an_empty_choice_of_a_form_selects_nothing(db):
    factories.organization()

    listed = facets(ask(QueryDict("country=&region=&q=")))

    assert [facet.name for facet in listed if facet.is_active] == []
    assert [choice.value for facet in listed for choice in facet.choices if not choice.value] == []


def test_leadership_that_may_not_be_shown_is_in_no_count(db):
    factories.organization(name="Loud", leadership="survivors", publish_leadership=True)
    factories.organization(name="Quiet", leadership="survivors", publish_leadership=False)

    counts = {f.name: {c.value: c.count for c in f.choices} for f in facets(ask(QueryDict()))}

    assert counts["led_by"] == {"sex-trades": 0, "survivors": 1, "both": 0, "workers": 0, "accountable": 0}


def test_counting_takes_as_many_queries_for_three_listings_as_for_one(db, django_assert_num_queries):
    from django.db import connection

    factories.organization(**random_facts(random.Random(1)))
    with CaptureQueriesContext(connection) as one:
        facets(ask(QueryDict("focus=connection-care")))
    factories.organization(**random_facts(random.Random(2)))
    factories.organization(**random_facts(random.Random(3)))

    with django_assert_num_queries(len(one)):
        facets(ask(QueryDict("focus=connection-care")))


def test_lists_of_places_as_they_were_in_former_editions_do_not_fill_the_memory():
    for number in range(60):
        value = f"US-{number}"
        region = Facet("region", "Region", "", ((value, f"Region {number}"),), set(), {value: 1}, True, True)
        assert f"Region {number} (1)" in markup.facets([region], matches_all=False)

    assert markup._options_of.cache_info().currsize <= 20
