"""Addresses and buttons that no page of ours has are answered with a sentence or as not there, never with a broken page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from curation.coalitions import coalitions_of
from curation.models import Batch, Coalition
from curation.sheets import batches
from tests import factories
from tests.curation.admin.desk import said, signed_in
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db


@pytest.fixture
def me():
    return bringing.coalition("valley-net")


@pytest.fixture
def client(me):
    return signed_in(me)


def address(page, *args):
    return reverse(f"admin:curation_batch_{page}", args=args)


def test_taking_words_out_of_a_row_of_which_none_are_asked_about(client, me):
    batch = bringing.checked([["Name", "Number"], ["Ember House", "x"], ["Total", "5"]], by=me)

    page = client.post(address("row", batch.pk, 3), {"do": "take-out not-a-group"})

    assert said(page) == ["These words are no longer in the cell. Look at the row as it is now."]


def test_taking_words_out_where_the_listing_changed(client, me):
    listing = factories.organization(name="Night Garden Collective", city="Reno")
    head = ["Name", "Listing ID", "Version", "About"]
    meant = {"Listing ID": "listing", "Version": "listing_version", "About": "description"}
    sheet = [head, ["Night Garden Collective", str(listing.public_id), "999", "Mine."]]
    batch = bringing.checked(sheet, by=me, columns=meant)
    key = next(message["key"] for message in bringing.row(batch, 2).messages if message["code"] == "stale")

    page = client.post(address("row", batch.pk, 2), {"do": f"take-out {key}"})

    assert said(page) == ["These words are no longer in the cell. Look at the row as it is now."]


@pytest.mark.parametrize("do", ["put-in", "leave-out", "save", "same", "answer x", "take-out x"])
@pytest.mark.parametrize("number", ["99", "1" + "0" * 22])
def test_a_row_that_is_not_there_is_not_there_whatever_is_pressed(client, me, do, number):
    batch = bringing.checked([["Name"], ["Ember House"]], by=me)

    page = client.post(address("row", batch.pk, 2).replace("/row/2/", f"/row/{number}/"), {"do": do})

    assert page.status_code == 404


@pytest.mark.parametrize("model", ["curation_submission", "directory_organization"])
@pytest.mark.parametrize("query", ["zzz=1", "needs=all", "public=no", "state__exact=%00"])
def test_a_table_filtered_by_nothing_we_know_is_offered_whole(client, model, query):
    page = f"{reverse(f'admin:{model}_export')}?{query}"

    answers = [client.get(page, follow=True), client.post(page, {"format": "0", "resource": ""}, follow=True)]

    assert [answer.status_code for answer in answers] == [200, 200]


def test_a_file_that_is_too_large_is_not_even_read(client, monkeypatch):
    monkeypatch.setattr(batches, "open_batch", lambda *_given, **_named: pytest.fail("it was read"))

    page = client.post(address("add"), {"file": SimpleUploadedFile("g.csv", b"a" * 11 * 2**20)}, follow=True)

    assert said(page) == ["The file is larger than 10 MB. Divide it, or leave pictures out."]


def test_a_coalition_one_is_no_member_of_is_not_replaced_by_another(client, me):
    coalitions_of(me)
    Coalition.objects.create(name="two").members.add(me)
    file = SimpleUploadedFile("g.csv", b"Name\nEmber House\n")

    page = client.post(address("add"), {"coalition": "999", "file": file}, follow=True)

    assert said(page) == ["Choose which coalition the sheet is for."]
    assert not Batch.objects.exists()
