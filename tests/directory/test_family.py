"""What belongs together: a group, what it is part of and the local groups of both; and who is named where search engines read."""

import pytest
from django.http import QueryDict

from curation import publishing, review
from directory import index
from directory.answers import Answer
from directory.filters import OrganizationFilter
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db


def family_of(slug):
    """Ask the index and the database, which have to agree; None if nobody knows that address."""
    known = index.Index()
    asked = OrganizationFilter(QueryDict(f"family={slug}"), Organization.objects.listed(), terms=known.terms)
    assert asked.is_valid() == asked.form.is_valid()
    if not asked.is_valid():
        return None
    found = {known.pks[slot] for slot in Answer(asked, known).found}
    assert found == set(asked.qs.values_list("pk", flat=True))
    return sorted(Organization.objects.filter(pk__in=found).values_list("name", flat=True))


@pytest.fixture
def umbrella():
    """A union with two local groups, one of which has one of its own, beside a group that belongs to nobody."""
    made = factories.organization(name="Umbrella Union")
    ember = factories.organization(name="Ember House", city="Sparks", parent=str(made.public_id))
    factories.organization(name="Copper House", city="Elko", parent=str(made.public_id))
    factories.organization(name="Ember Night", city="Sparks", parent=str(ember.public_id))
    factories.organization(name="Juniper House", city="Ely")
    return made


def page(client, name, prefix=""):
    listing = Organization.objects.get(name=name)
    return client.get(f"{prefix}{listing.get_absolute_url()}").content.decode()


def test_a_family_is_found_from_each_of_its_members(umbrella):
    union = ["Copper House", "Ember House", "Umbrella Union"]

    assert family_of("umbrella-union") == family_of("copper-house") == union
    assert family_of("ember-house") == sorted([*union, "Ember Night"])
    assert family_of("ember-night") == ["Ember House", "Ember Night"]
    assert family_of("juniper-house") == ["Juniper House"]


def test_who_was_part_of_what_is_not_listed_is_not_told(umbrella):
    review.withdraw(umbrella, by=factories.pair()[0], reason="wrong")

    assert family_of("umbrella-union") is None
    assert family_of("copper-house") == ["Copper House"]
    assert family_of("ember-house") == ["Ember House", "Ember Night"]


def test_a_local_group_that_is_taken_down_or_waits_is_in_no_family(umbrella):
    review.withdraw(Organization.objects.get(name="Copper House"), by=factories.pair()[0], reason="wrong")
    factories.submission(name="Ash House", parent=str(umbrella.public_id))

    assert family_of("umbrella-union") == ["Ember House", "Umbrella Union"]
    assert family_of("copper-house") is None


@pytest.mark.parametrize("address", ["/embed/", "/groups.atom", "/calendar.ics", "/groups.csv", "/groups.json"])
def test_who_keeps_out_of_an_answer_is_not_named_in_it_and_leads_to_nobody(umbrella, client, address):
    shown = b"".join(client.get(f"{address}?family=umbrella-union"))
    Organization.objects.filter(pk=umbrella.pk).update(keep_from_open_data=True, keep_from_search_engines=True)
    asked, chapter = (client.get(f"{address}?family={slug}") for slug in ("umbrella-union", "copper-house"))

    assert b"Copper House" in shown or address == "/calendar.ics"
    assert asked.status_code == 400
    assert b"Umbrella" not in b"".join(asked) and b"Copper House" not in b"".join(asked)
    # Nor does a chapter lead to the others.
    assert chapter.status_code == 200
    assert b"Umbrella" not in (told := b"".join(chapter)) and b"Ember House" not in told


def test_a_family_nobody_could_have_is_said_back_in_few_letters(client):
    answer = client.post("/quiet/", {"family": "x" * 100_000})

    assert b"is not a choice we know" in answer.content
    assert len(answer.content) < 60_000


def test_a_former_address_still_finds_the_family(umbrella, settings):
    settings.OPAQUE_ADDRESSES = True
    assert publishing.readdress(umbrella)

    assert family_of("umbrella-union") == family_of(umbrella.slug) == ["Copper House", "Ember House", "Umbrella Union"]


def test_a_family_is_a_question_like_others(umbrella, client):
    text = client.get("/groups/?family=umbrella-union&near=Elko, NV").content.decode()

    assert 'class="chip" href="/groups/?near=Elko%2C+NV"' in text
    assert "Belongs together with Umbrella Union" in text
    assert "Copper House" in text and "Juniper House" not in text
    table = b"".join(client.get("/groups.csv?family=umbrella-union")).decode()
    assert "Copper House" in table and "Juniper House" not in table
    # Whoever narrows the list goes on with the family; who asked for none we know goes on without.
    carried = '<input type="hidden" name="family" value="umbrella-union">'
    assert carried in text and carried in client.post("/quiet/", {"family": "umbrella-union"}).content.decode()
    unknown = client.get("/groups/?family=nobody-here")
    assert unknown.status_code == 400
    assert 'name="family"' not in unknown.content.decode() + client.get("/groups/").content.decode()


def test_a_page_names_its_family_and_leads_to_the_list_of_it(umbrella, client):
    text = page(client, "Umbrella Union")

    assert ">Copper House</a>, <a" in text and ">Ember House</a>" in text
    assert 'href="/groups/?family=umbrella-union"' in text
    text = page(client, "Copper House")
    assert ">Umbrella Union</a>" in text and 'href="/groups/?family=umbrella-union"' in text
    assert 'href="/groups/?family=ember-house"' in page(client, "Ember House")
    assert "family=" not in page(client, "Juniper House")


def test_a_page_for_search_engines_names_nobody_who_keeps_out_of_them(umbrella, client):
    Organization.objects.filter(name="Copper House").update(keep_from_search_engines=True)

    text = page(client, "Umbrella Union")

    assert ">Ember House</a> and one more</dd>" in text
    assert "Copper" not in text and "copper" not in text
    assert "Copper House" in client.get("/groups/?family=umbrella-union").content.decode()


def test_a_local_group_does_not_name_what_keeps_out_of_search_engines(umbrella, client):
    Organization.objects.filter(pk=umbrella.pk).update(keep_from_search_engines=True)

    text = page(client, "Copper House")

    assert "<dd>a larger group</dd>" in text
    assert "Umbrella" not in text and "umbrella" not in text
    assert 'href="/groups/?family=copper-house"' in text


def test_a_page_that_search_engines_do_not_read_names_everybody(umbrella, client):
    Organization.objects.all().update(keep_from_search_engines=True)

    assert ">Copper House</a>" in page(client, "Umbrella Union")
    assert ">Umbrella Union</a>" in page(client, "Copper House")


@pytest.mark.parametrize("kept_out", [1, 2])
def test_where_nobody_may_be_named_the_number_stands_alone(umbrella, client, kept_out):
    Organization.objects.filter(name="Ember House").update(parent=umbrella if kept_out == 2 else None)
    Organization.objects.filter(parent=umbrella).update(keep_from_search_engines=True)

    assert f"<dd> {kept_out} group{'s' if kept_out > 1 else ''}</dd>" in page(client, "Umbrella Union")
