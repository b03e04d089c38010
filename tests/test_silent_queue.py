"""What is not published cannot be noticed: hidden entries change no byte, header or count of any public page."""

import re
from datetime import UTC, datetime
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, resolve

from curation import founding, links, reports, review
from directory.choices import Answer, Freshness, Kind, Leadership, Level, Question, Reach, Way
from directory.hsds.identifiers import SERVICE, part_of
from directory.hsds.resources import RESOURCES
from directory.languages import bare
from directory.models import FocusArea, Language, Organization, Population
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
# The number in a form differs at every reading by design; it comes from `secrets`, not from the database.
ONE_TIME = re.compile(rb'name="stamp" value="[^"]*"')


def addresses():
    """List every public page there is, and the list under every filter value there is."""
    pages = [
        "/",
        "/groups/",
        "/take-action/",
        "/about/",
        "/safety/",
        "/how-we-vet/",
        "/how-we-vet/1/",
        "/how-we-vet/1/comment/",
        "/suggest/",
        "/what-we-keep/",
        "/transparency/",
        "/transparency.json",
    ]
    pages += ["/en/", "/en/groups/hidden-1/", "/en/groups/?focus=connection-care"]
    pages += ["/suggestion/", "/robots.txt", "/health/", "/groups/red-canary-song/", "/groups/red-canary-song/correct/"]
    pages += ["/groups/red-canary-song/report/", "/groups/hidden-1/report/"]
    pages += ["/entry/no-such-link/", "/entry/no-such-link/correct/", "/entry/no-such-link/in/es/"]
    values = {
        "focus": [area.slug for area in FocusArea.objects.all()],
        "language": [language.slug for language in Language.objects.all()],
        "population": [population.slug for population in Population.objects.all()],
        "level": Level.values, "kind": Kind.values, "reach": Reach.values, "led_by": Leadership.values,
        "connect": Way.values, "fresh": Freshness.values, "country": ["US", "NL", "FR"], "region": ["US-NY", "US-NV"],
        "family": ["red-canary-song", "taken-down", "secret-local", "hidden-1"],
        "q": ["secret", "hidden", "song"], "sort": ["name", "newest", "checked"],
        **dict.fromkeys(Question.values, Answer.values),
    }  # fmt: skip
    pages += [f"/groups/?{name}={value}" for name, options in values.items() for value in options]
    pages += [
        f"/groups/?near={place}&within=250" for place in ("New York", "Reno, NV", "France", "Secret City", "10001")
    ]
    pages += [
        "/map/world/",
        "/map/us/",
        "/map/us/?q=secret",
        "/quiet/",
        "/map/moon/",
        "/groups/?q=secrat",
        "/groups/?q=hiden",
    ]
    pages += ["/groups.csv", "/groups.json", "/groups.xlsx", "/groups.csv?q=secret", "/groups.json?region=US-NY"]
    mine = "group=red-canary-song&group=taken-down&group=secret-garden&group=hidden-1"
    pages += [f"/my-list{form}?{mine}" for form in ("/", ".txt", ".csv", ".json", ".xlsx", ".pdf")]
    pages += ["/groups.pdf", "/groups/?keep=taken-down", "/es/", "/es/groups/", "/es/groups/red-canary-song/"]
    pages += [
        "/groups.pdf",
        "/groups/?keep=taken-down",
        "/open-data/",
        "/open-data/hsds.zip",
        "/open-data/groups.geojson",
    ]
    pages += ["/hsds/", "/hsds/openapi.json", "/hsds/profile", "/hsds/removed/1/2"]
    asked = ("", "?full=true", "?format=ndjson", "?search=secret", "?modified_after=2026-11-01", "?postcode=10001")
    pages += [f"/hsds/{name}{part}" for name in RESOURCES for part in asked]
    listed = Organization.objects.get(slug="red-canary-song").public_id
    pages += [
        f"/hsds/organizations/{listed}",
        f"/hsds/services/{part_of(listed, SERVICE)}",
        "/hsds/services?minimal=true",
        *(f"/hsds/{name}/ids" for name in ("services", "organizations", "service_at_locations")),
        "/hsds/organizations/removals",
    ]
    pages += [
        "/groups.atom",
        "/calendar.ics",
        "/calendar.ics?q=secret",
        "/groups/red-canary-song.ics",
        "/groups/taken-down.ics",
        "/groups.atom?focus=connection-care",
        "/groups.atom?q=secret",
        "/embed/",
        "/embed/?region=US-NY",
    ]
    pages += [
        "/sitemap.xml",
        "/sitemap-pages.xml",
        "/sitemap-groups.xml",
        "/opensearch.xml",
        "/.well-known/security.txt",
    ]
    pages += ["/groups/red-canary-song.vcf", "/groups/taken-down.vcf", "/groups/secret-garden.vcf"]
    return [*pages, "/groups/hidden-1/", "/groups/secret-garden/", "/groups/taken-down/", "/groups/hidden-1/correct/"]


def public_bytes():
    client = Client()
    answers = {path: client.get(path) for path in addresses()}
    held = {"ids": [str(Organization.objects.get(slug="red-canary-song").public_id), str(UUID(int=7))]}
    asked = "/hsds/organizations/removals"
    answers[f"POST {asked}"] = client.post(asked, held, content_type="application/json")
    return {path: comparable(answer) for path, answer in answers.items()}


def comparable(answer):
    """Everything an outsider gets; the length is that of the bytes, which are compared themselves."""
    headers = sorted((name, value) for name, value in answer.headers.items() if name != "Content-Length")
    return answer.status_code, headers, ONE_TIME.sub(b"", answer.getvalue())


def hide_many_things():
    """Fill the site with everything that must not be noticed: 75 entries in every state short of listed."""
    first, second = factories.pair()
    everything = {
        "leadership": "survivors", "publish_leadership": True, "languages": ["en", "es"], "populations": ["migrants"],
        "focus_areas": [area.slug for area in FocusArea.objects.all()], "region": "NY", "city": "Secret City",
        "ways": [{"kind": "chat", "label": "Secret chat"}], "service_areas": [{"country": "FR", "region": "", "city": ""}],
    }  # fmt: skip
    hidden = [factories.submission(name=f"Hidden {number}", **everything) for number in range(70)]
    factories.assessed(hidden[0], by=first)
    review.release(hidden[0], by=first)
    review.claim(hidden[1], by=first)
    review.ask(hidden[1], by=first, question="Who decides?")
    review.claim(hidden[2], by=first)
    review.decline(hidden[2], by=first, reason="policy", words="It joins raids.")
    factories.recommended(hidden[3], by=second)
    organization = Organization.objects.get(slug="red-canary-song")
    factories.change(organization, name="Secret Garden", phone="+1 775 555 0100")
    factories.change(organization, city="Secret City", **{k: everything[k] for k in ("languages", "ways")})
    factories.report(organization, words="Someone was hurt there.")
    settled = factories.report(organization, kind="wrong")
    factories.translation(organization, by=first)
    reports.dismiss(settled, by=first, because="It is right.")
    links.make(organization, purpose="entry", by=first)
    left = factories.organization(name="Secret Leavers", **everything)
    review.leave(factories.link(left))
    paused = factories.organization(name="Secret Pausers", **everything)
    review.pause(factories.link(paused))
    factories.withdrawn(name="Taken Down", **everything)
    of_the_union = everything | {"parent": str(organization.public_id)}
    factories.submission(name="Hidden Local", **of_the_union)
    factories.withdrawn(name="Secret Local", **of_the_union)
    silent = factories.organization(name="Secret Silence", **everything)
    for day in (1, 20):
        factories.unanswered(silent, on=NOW.date().replace(day=day))
    review.withdraw(silent, by=first, reason="wrong")
    factories.withdrawn(name="Secret Garden", website="https://secret.example.org", **everything)
    factories.submission(name="Red Canary Song Two", website="https://www.redcanarysong.net/")


def test_hidden_entries_change_nothing_that_anybody_can_see(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    founding.make_founding_list()
    before = public_bytes()

    hide_many_things()

    after = public_bytes()
    assert len(before) > 150
    assert [path for path in before if before[path] != after[path]] == []


def test_the_same_test_would_notice_a_listing(monkeypatch):
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    founding.make_founding_list()
    before = public_bytes()

    factories.organization(name="In the Open", region="NV")

    after = public_bytes()
    assert {"/", "/groups/", "/groups/?sort=newest", "/groups/?country=US"} < {
        path for path in before if before[path] != after[path]
    }


def test_every_public_address_is_looked_at():
    """A page added later has to be added above as well."""
    founding.make_founding_list()
    paths = {urlsplit(address).path for address in addresses()}
    looked_at = {resolve(path if path.startswith("/en/") else bare(path)).route for path in paths}

    assert looked_at == set(routes(get_resolver().url_patterns))


def routes(patterns):
    for pattern in patterns:
        if not hasattr(pattern, "url_patterns"):
            yield pattern.pattern._route
        # The desk, its sign-in included, is walked by test_admin_urls and test_door.
        elif str(pattern.pattern) != settings.ADMIN_PATH:
            yield from routes(pattern.url_patterns)
