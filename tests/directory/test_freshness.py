"""How long what was checked holds: the same in Python, in SQL and in the index, and to the day."""

import random
import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict

from directory import index, list_page
from directory.answers import Answer
from directory.choices import Freshness, Way
from directory.filters import OrganizationFilter
from directory.freshness import NEVER, limits, standing, together
from directory.models import Organization, WayToConnect
from tests import factories

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
PEER_LINE = {"kind": "peer-line", "phone": "+1 775 555 0101"}


def ago(days):
    return TODAY - timedelta(days=days)


@pytest.fixture(autouse=True)
def on_day(monkeypatch):
    """It is that many days later."""

    def move(days):
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=days))

    move(0)
    return move


def word(organization):
    """The one word that all three agree on."""
    asked = {f for f in Freshness if Organization.objects.filter(Organization.objects.checked_condition(f)).exists()}
    known = {Freshness(value) for value, slots in index.Index().by_value("fresh").items() if slots}
    assert asked == known == {organization.freshness}
    return organization.freshness


@pytest.mark.parametrize(
    ("kind", "days", "expected"),
    [
        ("peer-line", 44, "fresh"),
        ("peer-line", 45, "ageing"),
        ("peer-line", 89, "ageing"),
        ("peer-line", 90, "out-of-date"),
        ("chat", 91, "out-of-date"),
        ("meeting", 91, "fresh"),
        ("meeting", 180, "ageing"),
        ("meeting", 364, "ageing"),
        ("meeting", 365, "out-of-date"),
    ],
)
def test_a_listing_is_as_fresh_as_the_riskiest_of_its_ways(kind, days, expected):
    organization = factories.organization(facts_checked_on=TODAY, ways=[PEER_LINE | {"kind": kind}])
    organization.ways.update(last_confirmed=ago(days))

    assert word(organization) == expected


def test_what_nobody_ever_checked_makes_the_whole_unchecked():
    organization = factories.organization(
        facts_checked_on=TODAY, ways=[PEER_LINE, {"kind": "donate", "label": "Wishes"}]
    )
    organization.ways.filter(kind="donate").update(last_confirmed=None)

    assert word(organization) == Freshness.UNCHECKED


def test_a_line_is_out_of_date_when_its_ninetieth_day_begins(on_day):
    organization = factories.organization(facts_checked_on=TODAY, ways=[PEER_LINE])
    kept = index.Index()

    words = []
    for days in (89, 90, 91):
        on_day(days)
        words.append(word(organization))
        assert [value for value, slots in kept.by_value("fresh").items() if slots] == [words[-1]]

    assert words == [Freshness.AGEING, Freshness.OUTDATED, Freshness.OUTDATED]


def test_the_whole_list_counts_what_is_out_of_date_by_the_day(on_day):
    factories.organization(facts_checked_on=TODAY, ways=[PEER_LINE])
    kept = index.Index()

    counted = []
    for days in (90, 90, 89):
        on_day(days)
        answer = Answer(OrganizationFilter(QueryDict(), terms=kept.terms), kept)
        filters = list_page.words(answer, QueryDict(), ())["filters"]
        counted.append(re.findall(r'name="fresh" value="([^"]+)">', filters))

    assert counted == [["out-of-date"], ["out-of-date"], ["ageing"]]


def test_an_operator_may_ask_for_more_but_not_make_lines_last_longer(settings):
    settings.FRESH_DAYS, settings.OUTDATED_DAYS = 20, 60

    assert limits("peer-line") == limits("meeting") == (20, 60)


@pytest.mark.parametrize("seed", range(4))
def test_python_sql_and_the_index_agree_on_every_listing_and_their_order(seed):
    chance = random.Random(seed)
    days = [None, *map(ago, (0, 44, 45, 46, 89, 90, 91, 179, 180, 181, 364, 365, 366, 800))]
    for number in range(6):
        ways = [{"kind": kind, "label": "By asking"} for kind in chance.sample(Way.values, chance.randint(0, 3))]
        made = factories.organization(ways=ways, facts_checked_on=chance.choice(days[number % 2 :]))
        for way in made.ways.all():
            WayToConnect.objects.filter(pk=way.pk).update(last_confirmed=chance.choice(days[number % 3 :]))

    read = index.Index()
    for organization in Organization.objects.all():
        in_sql = [
            f
            for f in Freshness
            if Organization.objects.filter(Organization.objects.checked_condition(f), pk=organization.pk)
        ]
        slot = read.slots[organization.pk]
        in_index = [value for value, slots in read.by_value("fresh").items() if slot in slots]
        oldest = (
            Organization.objects.annotate(oldest=Organization.objects.oldest_check()).get(pk=organization.pk).oldest
        )
        assert in_sql == in_index == [organization.freshness]
        assert oldest == read.checked_day(slot) == organization.checked.day
        standing_for = {
            name: [day for day, slots in read.values[name].items() if slot in slots] for name in ("ages", "due")
        }
        checked = organization.checked
        assert standing_for == {"ages": [checked.ages_on.isoformat()], "due": [checked.due_on.isoformat()]}


def test_the_whole_is_due_when_the_first_of_its_parts_is():
    assert together([standing(ago(10)), standing(ago(5), "peer-line")]).due_on == ago(5) + timedelta(days=90)
    assert together([standing(ago(300)), standing(ago(5), "peer-line")]).due_on == ago(300) + timedelta(days=365)
    assert together([standing(ago(1)), standing(None, "donate")]) == NEVER
    assert standing(date(2026, 1, 1)).day == date(2026, 1, 1)
    assert NEVER.day is None
