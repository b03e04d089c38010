"""Every process answers from the edition that is in the database now, and from what was committed only."""

import random
from datetime import date

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from curation import review
from directory import editions, index
from directory.models import Edition, FocusArea, Organization
from tests import factories

COUNT = "<h2>{} group"


def page(address="/groups/"):
    return Client().get(address)


def settled():
    """What is listed, as a process knows it that has just started."""
    return index.Index()


def told(known):
    """Everything an index says, by the keys of listings rather than by its slots."""
    values = {
        (name, value): frozenset(known.pks[slot] for slot in slots)
        for name in (*known.values, "fresh")
        for value, slots in known.by_value(name).items()
        if slots
    }
    in_order = list(known.in_order_of_name(known.listed))
    order = [known.pks[slot] for slot in in_order]
    assert in_order == sorted(known.listed, key=lambda slot: known.rank[slot])
    assert len({known.rank[slot] for slot in in_order}) == len(in_order)
    each = {
        known.pks[slot]: (
            known.key(slot), known.changed_in[slot], str(known.latitudes[slot]), str(known.longitudes[slot]), known.listed_on[slot],
            known.checked_on[slot],
        )
        for slot in known.listed
    }  # fmt: skip
    north = [
        (latitude, known.pks[slot]) for latitude, slot in zip(known.latitudes_in_order, known.by_latitude, strict=True)
    ]
    assert [latitude for latitude, _pk in north] == sorted(latitude for latitude, _pk in north)
    return values, order, each, sorted(north)


@pytest.mark.django_db(transaction=True)
def test_a_publication_a_withdrawal_and_a_change_are_seen_at_once_and_by_patching():
    first = factories.organization(name="Ember House")
    assert COUNT.format(1) in page().content.decode()
    known = index.current()

    second = factories.organization(name="Ash House", city="Sparks", focus_areas=["economic-justice"])
    assert "Ash House" in page().content.decode()
    review.withdraw(first, by=factories.pair()[0], reason="wrong")
    text = page().content.decode()
    assert "Ember House" not in text
    assert "Ash House" in text

    patched = index.current()
    assert patched is not known
    assert known.edition.number < patched.edition.number == second.changed_in + 1
    assert told(patched) == told(settled())


@pytest.mark.django_db(transaction=True)
def test_an_index_in_use_is_not_changed_under_whoever_uses_it():
    factories.organization(name="Ember House")
    known = index.current()
    before = told(known)

    factories.organization(name="Ash House")
    index.current()

    assert told(known) == before


@pytest.mark.django_db(transaction=True)
def test_whatever_comes_changes_and_goes_a_patched_index_says_what_a_new_one_does():
    chance = random.Random(3)
    index.current()
    for number in range(4):
        factories.organization(name=f"Ember {number}", city="Reno", region="NV", country="US")
    for turn in range(25):
        name = chance.choice(["Ash", "Ember 1", "Ember 1 House", "Zinnia", "émber", "…"])
        ours = Organization.objects.order_by("?")[: chance.randint(1, 2)]
        with transaction.atomic():
            for one in ours:
                Organization.objects.filter(pk=one.pk).update(
                    name=name, region=chance.choice(["NV", "CA"]), changed_in=Edition.objects.begin(),
                    centre_latitude=chance.choice([None, 39.5, 40.1]), centre_longitude=-119.8,
                    facts_checked_on=chance.choice([None, date(2026, 1, 1 + turn)]),
                )  # fmt: skip

        assert told(index.current()) == told(settled())


@pytest.mark.django_db(transaction=True)
def test_what_is_called_as_before_takes_no_more_room():
    ash, _birch = (factories.organization(name=f"{name} House") for name in ("Ash", "Birch"))
    known = index.Index()
    for _turn in range(3):
        Organization.objects.filter(pk=ash.pk).update(changed_in=Edition.objects.begin())
        known = known.later(Edition.objects.now())

    assert len(known.keys) == 2


@pytest.mark.django_db(transaction=True)
def test_a_list_may_be_drawn_by_an_index_while_the_next_one_is_made_of_it(monkeypatch):
    factories.organization(name="Ember House", region="NV")
    known = index.Index()
    known.named["country", "en"] = (("US", "United States"),)
    factories.organization(name="Ash House", region="NV")
    by_value = index.Index.by_value

    def drawing(self, name):
        known.named["region", f"language {len(known.named)}"] = ()
        return by_value(self, name)

    monkeypatch.setattr(index.Index, "by_value", drawing)

    assert known.later(Edition.objects.now()).named == {("country", "en"): (("US", "United States"),)}


@pytest.mark.django_db(transaction=True)
def test_whoever_waited_while_another_took_in_two_publications_does_not_begin_anew(monkeypatch):
    factories.organization(name="Ember House")
    index.current()
    factories.organization(name="Ash House")
    free, others = index._lock, []

    class Waiting:
        """Held by another thread, which takes in what was published meanwhile."""

        def __enter__(self):
            monkeypatch.setattr(index, "_lock", free)
            factories.organization(name="Birch House")
            others.append(index.current())

        def __exit__(self, *_error):
            pass

    monkeypatch.setattr(index, "_lock", Waiting())

    assert index.current() is others[0]


@pytest.mark.django_db(transaction=True)
def test_what_never_came_to_be_is_not_kept():
    factories.organization(name="Ember House")
    index.current()
    with pytest.raises(RuntimeError), transaction.atomic():
        Organization.objects.update(name="Never House", changed_in=Edition.objects.begin())
        assert "Never House" in page().content.decode()
        raise RuntimeError
    Organization.objects.update(name="Later House", changed_in=Edition.objects.begin())

    assert "Never House" not in page().content.decode()
    assert "Later House" in page().content.decode()


@pytest.mark.django_db(transaction=True)
def test_filters_that_would_say_the_same_are_not_written_again_and_those_that_would_not_are():
    def written():
        return page().content.decode().partition('<details class="fold facet')[2].partition("</form>")[0]

    first = factories.organization(name="Ember House", region="NV", city="Reno")
    before, drawn = written(), index.current().filters["en"].drawn
    factories.published(factories.change(first, name="Ash House"))
    assert "Ash House" in page().content.decode()
    assert written() == before
    assert index.current().filters["en"].drawn is drawn

    second = factories.organization(name="Birch House", region="OR", city="Portland")
    assert "Oregon (1)" in written()
    review.withdraw(second, by=factories.pair()[0], reason="wrong")
    assert written() == before


@pytest.mark.django_db(transaction=True)
def test_another_record_with_the_same_numbers_is_another_one():
    factories.organization(name="Ember House")
    number = index.current().edition.number
    Edition.objects.all().delete()
    Organization.objects.update(name="Ash House")
    Edition.objects.create(pk=1, number=number)

    assert "Ash House" in page().content.decode()


@pytest.mark.django_db(transaction=True)
def test_a_page_has_a_tag_that_changes_with_what_it_says():
    factories.organization(name="Ember House")
    tag = page().headers["ETag"]

    assert page().headers["ETag"] == tag
    assert Client().get("/groups/", headers={"If-None-Match": tag}).status_code == 304
    factories.submission(name="Waiting House")
    assert Client().get("/groups/", headers={"If-None-Match": tag}).status_code == 304
    factories.organization(name="Ash House")
    assert Client().get("/groups/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_page_that_was_made_before_asks_the_database_once(django_assert_num_queries):
    for number in range(30):
        factories.organization(name=f"Ember {number}")
    page()
    page("/groups/?focus=connection-care")

    with django_assert_num_queries(1):
        assert page().status_code == 200
    with django_assert_num_queries(2):
        # The edition is asked for twice; its cards were shown on another page.
        assert page("/groups/?focus=connection-care&region=US-NV").status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_term_that_is_renamed_is_read_at_once():
    factories.organization(name="Ember House")
    assert "Care of Friends" not in page().content.decode()
    area = FocusArea.objects.get(slug="connection-care")
    area.name = "Care of Friends"
    area.save()
    Edition.objects.change_words()

    assert "Care of Friends" in page().content.decode()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("query", "is_remembered"),
    [
        ("region=US-NV", True),
        ("focus=connection-care&focus=economic-justice&sort=newest&page=1", True),
        ("q=secretword", False),
        ("near=Reno", False),
        ("region=US-secretword", False),
        ("country=secretword&country=US", False),
        ("within=secretword", False),
        ("page=secretword", False),
        ("secretword", False),
    ],
)
def test_a_page_is_remembered_but_not_what_somebody_typed(query, is_remembered):
    factories.organization(name="Ember House")

    page(f"/groups/?{query}")

    assert any(query in str(key[0]) for key in editions.pages._pages) is is_remembered
    assert page(f"/groups/?{query}").status_code == 200
    assert "ETag" not in page("/groups/?q=secretword").headers


@pytest.mark.django_db(transaction=True)
def test_pages_are_remembered_until_they_fill_their_memory_and_what_was_asked_for_longest_ago_goes_first(
    monkeypatch, django_assert_num_queries
):
    ember, ash, willow = (factories.organization(name=f"{name} House") for name in ("Ember", "Ash", "Willow"))
    size = len(page(ember.get_absolute_url()).content)
    monkeypatch.setattr(editions, "MOST_BYTES", 4 * size + 1000)

    for listing in (ember, ash, ember, willow):
        page(listing.get_absolute_url())

    with django_assert_num_queries(4):
        page(ember.get_absolute_url())
        page(willow.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        page(ash.get_absolute_url())
    assert len(asked) > 2
