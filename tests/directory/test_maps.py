"""The map counts what the list finds, links to it, and shows nobody as a point."""

import re
from html import unescape

import pytest
from django.http import QueryDict

from directory import index, maps
from directory.answers import Answer
from directory.filters import OrganizationFilter
from tests import factories

pytestmark = pytest.mark.django_db
FOCUS = "living-wages-housing"


@pytest.fixture
def listed():
    for _number in range(3):
        factories.organization(region="NV", focus_areas=["connection-care"])
    factories.organization(region="OR", city="Portland", focus_areas=[FOCUS], latitude="45.52", longitude="-122.68")
    factories.organization(region="PR", city="San Juan")
    factories.organization(country="NL", region="", city="Utrecht")
    factories.submission(region="TX", city="Austin")


def regions(name, query=""):
    known = index.current()
    answer = Answer(OrganizationFilter(QueryDict(query), terms=known.terms), known)
    return {region.code: region for region in maps.regions(answer, name)}


def test_each_region_counts_what_its_link_finds(listed, client):
    for name in maps.MAPS:
        for region in regions(name).values():
            page = client.get(region.url).content.decode()
            if region.groups:
                assert f"<h2>{region.groups} group" in page
    counted = {code: region.groups for code, region in regions("us").items() if region.groups}
    assert counted == {"US-NV": 3, "US-OR": 1, "US-PR": 1}
    assert {code: region.groups for code, region in regions("world").items() if region.groups} == {"US": 5, "NL": 1}


def test_a_map_says_how_many_it_shows_and_how_many_are_elsewhere(listed, client):
    def told(address):
        return re.findall(r"<p>(\d[^.]*)\. A place counts", client.get(address).content.decode())

    everywhere = [{"country": "US", "region": region, "city": ""} for region in ("NV", "OR")]
    factories.organization(country="NL", region="", city="Utrecht", service_areas=everywhere)

    assert told("/map/us/") == ["6 groups on this map, 1 more elsewhere"]
    assert told("/map/world/") == ["7 groups on this map"]
    assert told("/map/us/?country=NL") == ["1 group on this map, 1 more elsewhere"]
    assert told("/map/us/?city=&q=nosuchthing") == ["0 groups on this map"]


def test_a_map_of_a_question_counts_its_answer(listed):
    assert {code for code, region in regions("us", f"focus={FOCUS}").items() if region.groups} == {"US-OR"}
    assert f"focus={FOCUS}" in regions("us", f"focus={FOCUS}")["US-OR"].url


def test_what_is_not_drawn_is_in_the_list_beside_it(listed, client):
    page = client.get("/map/us/").content.decode()
    links = {unescape(link) for link in re.findall(r'<li><a href="([^"]*)"', page)}

    assert regions("us")["US-PR"].path == ""
    assert {region.url for region in regions("us").values() if region.groups} <= links


def test_more_groups_are_a_darker_step(listed):
    found = regions("us")

    assert (found["US-NV"].step, found["US-OR"].step, found["US-TX"].step) == (5, 4, 0)


def test_nobody_is_a_point_and_nothing_waiting_is_counted(listed, client):
    page = client.get("/map/us/").content.decode()

    assert not re.search(r"<(circle|image|use|marker)\b", page.partition('<svg class="map"')[2].partition("</svg>")[0])
    assert "45.52" not in page and "Texas" not in re.findall(r'aria-label="([^"]*)"', page)


def test_a_map_nobody_has_is_not_found(client):
    assert client.get("/map/moon/").status_code == 404
    assert client.get("/map/us/?focus=nonsense").status_code == 302
