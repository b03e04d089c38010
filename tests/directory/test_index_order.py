"""Lists stand in the order of names, whatever came, was renamed or came back since a process started."""

import pytest
from django.http import QueryDict

from curation import review
from directory import index
from directory.answers import Answer
from directory.filters import OrganizationFilter
from directory.models import Edition, Organization
from tests import factories
from tests.directory.test_index import settled, told


def names_in_order(known):
    return [known.key(slot).partition("\0")[2] for slot in known.in_order_of_name(known.listed)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["near=Reno, NV", "sort=newest", "sort=checked", "sort=name", "q=house", "focus=connection-care"]
)
def test_the_order_does_not_tell_what_was_down_when_a_process_started(query):
    ash, _birch, twin = (factories.organization(name=f"{name} House") for name in ("Ash", "Birch", "Cedar"))
    first, second = factories.pair()
    review.withdraw(ash, by=first, reason="wrong")
    old = index.Index()
    review.ask_restore(ash, by=first, words="It was a mistake.")
    review.restore(ash, by=second)
    Organization.objects.filter(pk=twin.pk).update(name="Ash House", changed_in=Edition.objects.begin())

    orders = [
        [known.pks[slot] for slot in Answer(OrganizationFilter(QueryDict(query), terms=known.terms), known).slots()]
        for known in (old.later(Edition.objects.now()), index.Index())
    ]

    assert len(orders[0]) == 3
    assert orders[0] == orders[1]


@pytest.mark.django_db(transaction=True)
def test_between_two_names_there_is_always_room_for_another():
    for name in ("A", "C"):
        factories.organization(name=name)
    known, born = index.Index(), []
    for number in range(70):
        # Each before the last one: to halve what room is left would use up every digit of a number.
        born.append(factories.organization(name=f"B{99 - number}"))
        known = known.later(Edition.objects.now())
    assert told(known) == told(settled())

    review.withdraw(born[-1], by=factories.pair()[0], reason="wrong")
    assert told(known.later(Edition.objects.now())) == told(settled())
    assert names_in_order(known)[:3] == ["A", "B30", "B31"]


@pytest.mark.django_db(transaction=True)
def test_what_comes_back_under_its_first_name_stands_where_it_stood():
    ash, _birch = (factories.organization(name=f"{name} House") for name in ("Ash", "Birch"))
    known, names = index.Index(), []
    for name in ("Cedar House", "Ash House"):
        Organization.objects.filter(pk=ash.pk).update(name=name, changed_in=Edition.objects.begin())
        known = known.later(Edition.objects.now())
        names.append(names_in_order(known))

    assert names == [["Birch House", "Cedar House"], ["Ash House", "Birch House"]]
    assert not known.strays


@pytest.mark.django_db(transaction=True)
def test_what_is_found_is_in_order_where_some_of_it_came_later():
    for name in ("Zinnia", "Ash", "Elm"):
        factories.organization(name=name, region="CA" if name == "Ash" else "NV")
    known = index.Index()
    for name in ("Birch", "Alder", "Zz", "Cedar"):
        factories.organization(name=name, region="CA" if name == "Alder" else "NV")
    known = known.later(Edition.objects.now())

    names = dict(Organization.objects.values_list("pk", "name"))
    found = [names[known.pks[slot]] for slot in known.in_order_of_name(known.having("region", "US-NV"))]
    assert found == ["Birch", "Cedar", "Elm", "Zinnia", "Zz"]


@pytest.mark.django_db(transaction=True)
def test_an_index_of_which_much_stands_elsewhere_than_at_the_start_is_made_anew(monkeypatch):
    monkeypatch.setattr(index, "MOST_PATCHED", 3)
    known, strays = index.Index(), []
    for number in range(6):
        factories.organization(name=f"Ember {number}")
        known = known.later(Edition.objects.now())
        strays.append(len(known.strays))

    assert strays == [1, 2, 3, 0, 1, 2]
    assert told(known) == told(settled())


@pytest.mark.django_db(transaction=True)
def test_many_that_come_at_once_are_put_in_order_at_once(monkeypatch):
    sorted_out = []
    known = index.Index()
    for number in range(30):
        factories.organization(name=f"Ember {number}")
    place = index.Index._place
    monkeypatch.setattr(index.Index, "_place", lambda self, slot: sorted_out.append(slot) or place(self, slot))

    # Each is placed once to find its neighbours and once among those that came with it.
    assert len(known.later(Edition.objects.now()).strays) == 30
    assert len(sorted_out) <= 60
