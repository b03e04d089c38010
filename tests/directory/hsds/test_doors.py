"""Any site may read, nobody is known, and what has not changed is not sent again."""

import gzip
import json

import pytest
from django.test import Client

from curation import review
from directory.hsds import doors
from directory.hsds.identifiers import SERVICE, part_of
from directory.models import Edition
from directory.record import facts_of
from tests import factories
from tests.directory.hsds.asking import ask, everything

pytestmark = pytest.mark.django_db
ADDRESSES = [
    "",
    "openapi.json",
    "services",
    "services?minimal=true",
    "services?format=ndjson",
    "organizations",
    "taxonomies",
]


def get(address, **headers):
    return Client(headers=headers).get(f"/hsds/{address}")


@pytest.mark.parametrize("address", [*ADDRESSES, "nothing", "services?page=0"])
def test_every_site_may_read_every_answer_and_no_cookie_is_set(address):
    answer = get(address, Origin="https://partner.example.org")

    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert {"ETag", "Link", "Retry-After"} <= set(answer.headers["Access-Control-Expose-Headers"].split(", "))
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "cookie" not in answer.headers.get("Vary", "").lower()
    assert not answer.cookies


def test_a_browser_that_asks_first_is_told_what_it_may_do():
    answer = Client().options("/hsds/services", headers={"Origin": "https://partner.example.org"})

    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(method):
    answer = getattr(Client(enforce_csrf_checks=True), method)("/hsds/services")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD, OPTIONS")
    assert answer.json() == {"error": {"message": "This is read only: GET, HEAD, OPTIONS."}}


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_has_not_changed_is_not_sent_again(address):
    factories.organization()
    first = get(address)

    by_tag = get(address, **{"If-None-Match": first.headers["ETag"]})
    by_time = get(address, **{"If-Modified-Since": first.headers["Last-Modified"]})

    assert [(again.status_code, again.getvalue()) for again in (by_tag, by_time)] == [(304, b"")] * 2
    assert by_tag.headers["ETag"] == first.headers["ETag"]


def test_the_tag_changes_with_what_is_listed_and_with_its_words_and_with_nothing_else():
    kept = factories.organization()

    def tag():
        return get("services").headers["ETag"]

    seen = [tag()]
    gone = factories.organization()
    seen.append(tag())
    review.withdraw(gone, by=factories.pair()[0], reason="wrong")
    seen.append(tag())
    factories.submission(name="Waiting")
    seen.append(tag())
    factories.published(factories.change(kept, phone="+1 775 555 0100"))
    seen.append(tag())
    Edition.objects.change_words()
    seen.append(tag())

    assert [seen.index(value) for value in seen] == [0, 1, 2, 2, 4, 5]


def test_the_tag_belongs_to_one_question_at_one_address(settings):
    settings.ALLOWED_HOSTS = ["testserver", "directory.example.org"]

    tags = {get(address, Host=host).headers["ETag"] for address in ADDRESSES for host in settings.ALLOWED_HOSTS}

    assert len(tags) == len(ADDRESSES) * 2


def test_what_is_sent_packed_is_not_sent_again_either():
    for _number in range(3):
        factories.organization()
    packed = get("services?full=true", **{"Accept-Encoding": "gzip"})

    again = get("services?full=true", **{"Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})

    assert json.loads(gzip.decompress(packed.getvalue())) == ask("services", full="true")
    assert again.status_code == 304


def test_head_says_what_get_would_and_sends_nothing():
    factories.organization()

    for address in (*(f"/hsds/{address}" for address in ADDRESSES), "/open-data/hsds.zip", "/open-data/groups.geojson"):
        head, whole = Client().head(address), Client().get(address)
        assert (head.status_code, head.getvalue(), head.headers["ETag"]) == (200, b"", whole.headers["ETag"])
        # What goes by the length would take one of nothing for an empty file.
        assert head.headers.get("Content-Length") in {None, str(len(whole.getvalue()))}, address


def test_too_much_from_one_network_is_refused_with_the_time_to_wait(monkeypatch):
    monkeypatch.setattr(doors.LIMITER, "per_hour", 60)
    doors.LIMITER.forget()

    def status(address):
        return Client(REMOTE_ADDR="203.0.113.7").get(f"/hsds/{address}")

    answers = [status("services?format=ndjson"), *(status("") for _number in range(10)), status("")]
    doors.LIMITER.forget()

    assert [answer.status_code for answer in answers] == [200] * 11 + [429]
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 3600
    assert "Ask again in" in answers[-1].json()["error"]["message"]


def test_identifiers_are_the_same_every_day():
    organization = factories.organization()

    service = ask("services")["contents"][0]

    assert service["id"] == part_of(organization.public_id, SERVICE)
    assert ask("services", full="true")["contents"] == ask("services", full="true")["contents"]


def test_one_more_of_anything_renames_nothing_else():
    organization = everything()
    (before,) = ask("services", full="true")["contents"]

    more = facts_of(organization)
    more["ways"].insert(0, more["ways"][0] | {"kind": "chat", "label": "Night chat"})
    factories.published(
        factories.change(organization, ways=more["ways"], focus_areas=["ending-criminalization", *more["focus_areas"]])
    )
    (after,) = ask("services", full="true")["contents"]

    for name in ("additional_urls", "phones", "schedules", "contacts", "attributes"):
        told = {part["id"]: part for part in after[name]}
        assert [part for part in before[name] if told.get(part["id"]) != part] == [], name
    assert len(after["attributes"]) == len(before["attributes"]) + 2


def test_addresses_are_those_of_the_host_that_was_asked(settings):
    settings.ALLOWED_HOSTS = ["directory.example.org"]
    organization = factories.organization()

    root = get("", Host="directory.example.org").json()
    record = get(f"organizations/{organization.public_id}", Host="directory.example.org").json()

    assert record["uri"] == f"http://directory.example.org/groups/{organization.slug}/"
    leads = [root[name] for name in ("profile", "openapi_url", "data_guide")]
    assert [Client().get(url, headers={"Host": "directory.example.org"}).status_code for url in leads] == [200] * 3


@pytest.mark.django_db(transaction=True)
def test_what_is_counted_once_for_an_edition_is_counted_anew_for_the_next():
    first, again = get("services"), get("services")
    factories.organization()
    after = get("services")

    assert first.headers["ETag"] == again.headers["ETag"] != after.headers["ETag"]
    assert (first.json()["total_items"], after.json()["total_items"]) == (0, 1)
