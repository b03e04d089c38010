"""A partner learns what to let go of, and never why."""

import json
from uuid import UUID, uuid4

import pytest
from django.test import Client

from curation import review
from directory.hsds import doors
from directory.hsds.identifiers import SERVICE, part_of
from directory.models import Organization
from tests import factories
from tests.directory.hsds import asking

pytestmark = pytest.mark.django_db
OPEN_DOOR = {"public_address": "12 Public Square", "address_is_open": True, "address_is_agreed": True}
ADDRESS = "/hsds/{}/removals"


def asked(name, *ids):
    answer = Client(enforce_csrf_checks=True).post(ADDRESS.format(name), {"ids": ids}, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()["not_listed"]


def refused(body, name="organizations"):
    answer = Client().post(ADDRESS.format(name), body, content_type="application/json")
    assert answer.status_code == 400
    return answer.json()["error"]["message"]


def test_what_is_not_listed_is_named_in_the_order_it_was_asked_for_and_once():
    listed, gone = factories.organization(), factories.withdrawn()
    never = str(uuid4())

    told = asked("organizations", never, str(listed.public_id), str(gone.public_id), never)

    assert told == [never, str(gone.public_id)]


@pytest.mark.parametrize("name", ["organizations", "services", "service_at_locations"])
def test_gone_queued_kept_out_and_never_there_look_alike_to_the_byte(name):
    role = {"organizations": "", "services": SERVICE, "service_at_locations": "service-at-location"}[name]
    listed = factories.organization(**OPEN_DOOR)
    listings = {"gone": factories.organization(**OPEN_DOOR), "out": factories.organization(**OPEN_DOOR)}
    for each in (listed, *listings.values()):
        assert asked(name, part_of(each.public_id, role)) == []
    review.withdraw(listings["gone"], by=factories.pair()[0], reason="wrong")
    factories.published(factories.change(listings["out"], keep_from_open_data=True))
    queued = factories.submission(name="Hidden")
    never = {
        "gone": listings["gone"].public_id,
        "out": listings["out"].public_id,
        "queued": queued.uuid,
        "never": uuid4(),
    }

    def answer(identifier):
        sent = Client().post(ADDRESS.format(name), {"ids": [identifier]}, content_type="application/json")
        headers = sorted((key, value) for key, value in sent.headers.items())
        return sent.status_code, headers, sent.content.decode().replace(identifier, "THE ID")

    answers = {answer(str(UUID(part_of(one, role)))).__repr__() for one in never.values()}
    assert len(answers) == 1
    assert "THE ID" in answers.pop()
    assert asked(name, part_of(listed.public_id, role)) == []


@pytest.mark.parametrize("name", ["organizations", "services", "service_at_locations"])
def test_the_ids_of_all_there_is_are_those_of_the_list(name):
    asking.everything()
    factories.organization()
    factories.withdrawn()

    told = asking.ask(f"{name}/ids")["ids"]

    assert sorted(told) == sorted(record["id"] for record in asking.ask(name)["contents"])
    assert len(told) == {"organizations": 2, "services": 2, "service_at_locations": 1}[name]
    assert asked(name, *told) == []


def test_ten_thousand_unknown_ids_take_no_more_questions_than_one(django_assert_max_num_queries):
    factories.organization()
    many = [str(UUID(int=number)) for number in range(10_000)]

    for name in ("organizations", "services"):
        with django_assert_max_num_queries(8):
            assert asked(name, *many) == many


def test_what_is_no_list_of_ids_is_answered_with_a_sentence():
    how = 'Send the ids that you hold as JSON: {"ids": ["…", "…"]}'

    assert [
        refused(body) for body in ("", "[", "[]", '{"id": []}', '{"ids": "x"}', "[" * 50_000, '{"ids": [], "x": 1}')
    ] == [how] * 7
    assert (
        refused(json.dumps({"ids": [str(uuid4()), "lantern"]})) == "The id at place 2 is no UUID, as ids of HSDS are."
    )
    assert refused(json.dumps({"ids": [7]})) == "The id at place 1 is no UUID, as ids of HSDS are."
    assert refused(json.dumps({"ids": ["x"] * 10_001})) == "Ask about at most 10000 ids at a time."
    assert refused(b" " * 3_000_000) == "Ask about at most 10000 ids at a time."


def test_it_is_asked_by_post_only_and_of_listings_only():
    factories.organization()

    assert Client().get(ADDRESS.format("organizations")).status_code == 405
    assert Client().options(ADDRESS.format("organizations")).headers["Access-Control-Allow-Methods"] == "POST, OPTIONS"
    for address in (ADDRESS.format("taxonomies"), ADDRESS.format("nothing")):
        assert Client().post(address, {"ids": []}, content_type="application/json").status_code == 404
    assert Client().get("/hsds/taxonomies/ids").status_code == 404


def test_many_ids_cost_as_much_as_the_pages_they_would_fill(monkeypatch):
    monkeypatch.setattr(doors, "LIMITER", doors.Limiter(per_hour=5))
    monkeypatch.setattr(doors.LIMITER, "SHARED", 1)

    assert asked("organizations", *(str(uuid4()) for _id in range(500))) != []

    again = Client().post(ADDRESS.format("organizations"), {"ids": []}, content_type="application/json")
    assert (again.status_code, "Retry-After" in again.headers) == (429, True)


def test_nothing_is_written_by_asking():
    listing = factories.organization()
    before = Organization.objects.values().get()

    asked("organizations", str(listing.public_id))

    assert Organization.objects.values().get() == before
