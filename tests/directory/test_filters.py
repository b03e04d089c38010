"""Every question a visitor can ask, and that none of them finds more than it should."""

import pytest
from django.http import QueryDict

from directory.filters import OrganizationFilter
from directory.models import Organization
from tests import factories


def ask(query):
    return OrganizationFilter(QueryDict(query), queryset=Organization.objects.listed())


def found(query):
    question = ask(query)
    assert question.is_valid(), question.form.errors
    return [organization.name for organization in question.qs]


POLICE = {"question": "police", "source": "Their site", "as_of": "2026-01-01"}
FACTS = {
    "Ash": {
        "focus_areas": ["economic-justice", "connection-care"], "kind": "network", "reach": "national",
        "leadership": "survivors", "publish_leadership": True, "languages": ["en", "es"], "region": "NY", "city": "Albany",
        "populations": ["migrants"], "ways": [{"kind": "meeting", "label": "Tuesdays"}],
        "policies": [{**POLICE, "answer": "yes"}], "facts_checked_on": "2020-01-01",
    },
    "Beech": {
        "focus_areas": ["connection-care"], "kind": "local-group", "reach": "local", "leadership": "survivors",
        "publish_leadership": False, "languages": ["es"], "country": "CA", "region": "BC", "city": "Vancouver",
        "service_areas": [{"country": "US", "region": "NY", "city": ""}], "populations": ["sex-workers"],
        "ways": [{"kind": "chat", "label": "Nightly"}, {"kind": "chat", "label": "Daily"}],
        "policies": [{**POLICE, "answer": "no"}], "facts_checked_on": None,
    },
    "Cedar": {"focus_areas": ["living-wages-housing"], "reach": "online", "languages": [], "country": "NL", "region": ""},
}  # fmt: skip


@pytest.fixture
def listed(db):
    for name, facts in FACTS.items():
        factories.organization(name=name, **facts)
    hidden = factories.organization(name="Dogwood", **{**FACTS["Ash"], "facts_checked_on": "2026-11-01"})
    from curation import review

    review.withdraw(hidden, by=factories.pair()[0], reason="wrong")
    factories.submission(name="Elder", **{k: v for k, v in FACTS["Ash"].items() if k != "facts_checked_on"})


# As a table, for to publish those listings takes longer than to ask all of it.
FOUND = {
    "": ["Ash", "Beech", "Cedar"],
    "q=vancouver": ["Beech"],
    "q=VANCOUVÉR+nightly": ["Beech"],
    "q=%00%22%27*%25": ["Ash", "Beech", "Cedar"],
    "country=&region=&kind=&focus=&police=&sort=&q=": ["Ash", "Beech", "Cedar"],
    "country=NL&country=CA": ["Beech"],
    "focus=connection-care": ["Ash", "Beech"],
    "focus=economic-justice&focus=living-wages-housing": ["Ash", "Cedar"],
    "focus=economic-justice&focus=connection-care&focus_match=all": ["Ash"],
    "level=interpersonal": ["Ash", "Beech"],
    "level=societal&level=community": ["Ash", "Cedar"],
    "kind=network": ["Ash"],
    "kind=network&kind=local-group": ["Ash", "Beech"],
    "led_by=survivors": ["Ash"],
    "reach=online": ["Cedar"],
    "country=US": ["Ash", "Beech"],
    "country=CA": ["Beech"],
    "country=FR": [],
    "region=US-NY": ["Ash", "Beech"],
    "region=CA-BC": ["Beech"],
    "language=es": ["Ash", "Beech"],
    "population=migrants&population=sex-workers": ["Ash", "Beech"],
    "connect=chat": ["Beech"],
    "police=yes": ["Ash"],
    "police=no": ["Beech"],
    "police=unknown": ["Cedar"],
    "police=unknown&police=no": ["Beech", "Cedar"],
    "immigration=unknown": ["Ash", "Beech", "Cedar"],
    "immigration=no": [],
    "fresh=out-of-date": ["Ash"],
    "fresh=unchecked": ["Beech"],
    "fresh=unchecked&fresh=fresh": ["Beech", "Cedar"],
    "connect=chat&language=en": [],
    "page=7&utm_source=nowhere": ["Ash", "Beech", "Cedar"],
    "sort=checked": ["Cedar", "Ash", "Beech"],
}


def test_a_question_finds_what_it_says_and_nothing_that_is_not_listed(listed):
    assert {query: found(query) for query in FOUND} == FOUND


NAMES = [
    *[
        "focus",
        "focus_match",
        "level",
        "connect",
        "led_by",
        "country",
        "region",
        "family",
        "language",
        "population",
        "kind",
        "reach",
    ],
    *["fresh", "police", "reporting", "id", "immigration", "faith", "age", "cost", "sort"],
]


@pytest.mark.parametrize("name", NAMES)
def test_a_value_nobody_knows_makes_the_question_invalid(db, name):
    question = ask(f"{name}=bogus&q=anything")

    assert not question.is_valid()
    assert question.form.errors == {name: ["“bogus” is not a choice we know."]}


@pytest.mark.parametrize("name", NAMES)
def test_a_value_with_a_character_no_database_takes_is_a_value_nobody_knows(db, name):
    question = ask(f"{name}=bo%00gus")

    assert question.form.errors == {name: ["“bo gus” is not a choice we know."]}


@pytest.mark.parametrize("text", ["a+" * 1200, "x" * 60_000, "%EF%B7%BA" * 200], ids=["words", "letters", "ligatures"])
def test_a_text_too_long_for_a_database_is_refused_with_a_sentence(db, text):
    question = ask(f"q={text}")

    assert question.form.errors == {"q": ["This is too long to search for. Use up to 20 words."]}


def test_the_longest_text_that_may_be_searched_for_finds_what_has_all_its_words(db):
    factories.organization(name="Alphabet", description="a b c d e f g h i j k l m n o p q r s t")

    assert found("q=" + "+".join("abcdefghijklmnopqrst")) == ["Alphabet"]


def test_these_are_all_the_filters_there_are():
    assert set(OrganizationFilter.base_filters) == {"q", "near", "within", *NAMES}
