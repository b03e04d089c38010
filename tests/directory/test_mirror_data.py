"""Feeds, calendars and open data in a copy: those of the site, between files, without what groups keep themselves out of."""

import json
import re
import zipfile
from fnmatch import fnmatch
from xml.etree import ElementTree

import icalendar
import pytest
from django.utils import timezone
from django.utils.formats import date_format

from tests import factories
from tests.directory.copies import export, files, text, words
from tests.directory.hsds.asking import everything

pytestmark = pytest.mark.django_db
MEETING = {"kind": "meeting", "label": "Open meeting", "schedule": "Tuesdays 6–8 pm"}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "copy"


def test_feeds_and_calendars_of_a_copy_are_those_of_the_site(client, folder, settings):
    settings.SITE_URL = "https://directory.example.org"
    listing = factories.organization(name="Ember House", ways=[MEETING])
    factories.organization(name="Casa Amarilla", country="MX", region="", city="Puebla")

    export(folder)

    named = {name: entries(folder, f"{name}/groups.atom") for name in (".", "lists/region-US-NV", "lists/country-MX")}
    assert named == {
        ".": [("Casa Amarilla", "groups/casa-amarilla/index.html"), ("Ember House", "groups/ember-house/index.html")],
        "lists/region-US-NV": [("Ember House", "../../groups/ember-house/index.html")],
        "lists/country-MX": [("Casa Amarilla", "../../groups/casa-amarilla/index.html")],
    }
    assert leads_to_itself(folder, "lists/region-US-NV/groups.atom") == "../../lists/region-US-NV/groups.atom"
    assert 'href="groups.atom"' in (folder / "groups/index.html").read_text().replace("../", "")
    assert "copy.invalid" not in text(folder)
    [event], [its_own] = (
        icalendar.Calendar.from_ical((folder / name).read_bytes()).events
        for name in ("calendar.ics", f"groups/{listing.slug}.ics")
    )
    assert event.to_ical() == its_own.to_ical()
    assert (str(event["uid"]), str(event["url"])) == (
        f"{listing.public_id}/meeting/0", "https://directory.example.org/groups/ember-house/",
    )  # fmt: skip
    assert 'href="../../groups/ember-house.ics"' in (folder / "groups/ember-house/index.html").read_text()
    assert not (folder / "groups/casa-amarilla.ics").exists()


ATOM = "{http://www.w3.org/2005/Atom}"


def leads_to_itself(folder, file):
    found = ElementTree.parse(folder / file).getroot()  # noqa: S314 (ours)
    return found.find(f"{ATOM}link[@rel='self']").get("href")


def entries(folder, file):
    found = ElementTree.parse(folder / file).getroot().findall(f"{ATOM}entry")  # noqa: S314 (ours)
    return [(entry.findtext(f"{ATOM}title"), entry.find(f"{ATOM}link").get("href")) for entry in found]


def test_the_open_data_of_a_copy_is_that_of_the_site(client, folder, settings):
    settings.SITE_URL = "http://testserver"
    everything()

    export(folder)

    for file, address in {
        "hsds.zip": "/open-data/hsds.zip",
        "groups.geojson": "/open-data/groups.geojson",
        "services.ndjson": "/hsds/services?format=ndjson",
    }.items():
        assert (folder / "open-data" / file).read_bytes() == client.get(address).getvalue()
        assert f'href="{file}"' in (folder / "open-data/index.html").read_text().replace("../open-data/", "")
    assert (folder / "hsds/profile/index.html").is_file()


@pytest.mark.parametrize("site", ["https://directory.example.org", ""])
def test_the_terms_of_a_copy_tell_what_each_file_is_and_where_the_list_is(folder, settings, site):
    settings.SITE_URL = site
    everything()

    export(folder)

    told = (folder / "open-data/README.txt").read_text()
    assert "License: CC-BY-4.0" in told
    assert f"a copy made on {date_format(timezone.localdate(), 'DATE_FORMAT')}" in told
    named = re.findall(r"\.\./([\w./-]+)", told)
    assert ([name for name in named if not (folder / name).is_file()], len(named)) == ([], 9)
    assert ("our list" in told, f"the list at {site}," in told) == (False, bool(site))
    assert ("whoever gave you this copy" in told) is not bool(site)


def test_data_of_a_copy_that_has_no_site_names_no_page_of_it(folder, settings):
    settings.SITE_URL = ""
    everything(ways=[MEETING])

    export(folder)

    [line] = (folder / "open-data/services.ndjson").read_text().splitlines()
    assert "uri" not in json.loads(line)["organization"]
    assert "page" not in json.loads((folder / "open-data/groups.geojson").read_text())["features"][0]["properties"]
    assert "URL" not in (folder / "calendar.ics").read_text()
    with zipfile.ZipFile(folder / "open-data/hsds.zip") as archive:
        assert "homepage" not in json.loads(archive.read("datapackage.json"))


def test_what_a_group_keeps_itself_out_of_it_is_kept_out_of_in_a_copy_too(folder):
    factories.organization(name="Ember House", ways=[MEETING])
    for name, wish in (("Canary Data", "keep_from_open_data"), ("Canary Search", "keep_from_search_engines")):
        factories.organization(name=name, ways=[MEETING | {"label": name}], **{wish: True})

    export(folder)

    holding = {
        name: [word for word in ("Ember House", "Canary Data", "Canary Search") if word in words(path)]
        for name, path in files(folder).items()
        if not name.endswith((".html", ".css", ".js", "SUMS")) and not name.startswith("static/")
    }
    assert {name for name, found in holding.items() if "Canary Data" in found} == {
        "groups/canary-data.ics", "es/groups/canary-data.ics",
    }  # fmt: skip
    assert {name for name, found in holding.items() if "Canary Search" in found} == {
        "groups.csv", "groups.json", "open-data/hsds.zip", "open-data/services.ndjson", "open-data/groups.geojson",
    }  # fmt: skip
    assert {"groups.atom", "calendar.ics", "groups/ember-house.ics", "es/lists/region-US-NV/groups.atom"} < {
        name for name, found in holding.items() if "Ember House" in found
    }
    assert ".ics" not in (folder / "groups/canary-search/index.html").read_text()


def test_nothing_in_a_copy_that_names_who_is_kept_from_search_engines_is_for_them(folder):
    parent = factories.organization(name="Ember House")
    factories.organization(name="Canary Search", keep_from_search_engines=True, parent=str(parent.public_id))

    export(folder)

    rules = [line.removeprefix("Disallow: ") for line in (folder / "robots.txt").read_text().splitlines()[1:]]
    naming = {name: words(path) for name, path in files(folder).items() if re.search("(?i)canary.search", words(path))}
    for_them = [
        name
        for name, content in naming.items()
        if 'name="robots" content="noindex"' not in content
        and not any(fnmatch(f"/{name}", f"{rule}*") for rule in rules)
    ]
    assert for_them == []
    assert {
        "a-z/c/index.html",
        "es/lists/region-US-NV/index.html",
        "lists/family-ember-house/index.html",
        "groups.csv",
    } < {*naming}
