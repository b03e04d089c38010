"""A group's own page is made again when something it says has changed, in every process, and not when anything else has."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from curation import publishing, review, translations, verifying
from directory import editions
from directory.models import Edition, FocusArea, Language, Organization
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)
PAGES = ("/groups/casa-amarilla/", "/es/groups/casa-amarilla/")


@pytest.fixture
def group():
    """A group with all that its page can name beside it: a parent and two chapters."""
    parent = factories.organization(name="Umbrella Union")
    made = factories.organization(
        name="Casa Amarilla",
        parent=str(parent.public_id),
        focus_areas=["connection-care"],
        languages=["es"],
        phone="+1 775 555 0100",
        ways=[{"kind": "meeting", "label": "Come by", "schedule": "2026-12-24, 6 pm"}],
    )
    for name in ("Casa Reno", "Casa Sparks"):
        factories.organization(name=name, parent=str(made.public_id))
    return made


@pytest.fixture
def processes(monkeypatch):
    """Two, each of which remembers pages of its own."""

    def said_by(remembered):
        monkeypatch.setattr(editions, "pages", remembered)
        answers = [Client().get(page) for page in PAGES]
        return [(answer.status_code, answer.content) for answer in answers]

    def asked():
        return [said_by(remembered) for remembered in (first, second, editions.Pages())]

    first, second = editions.Pages(), editions.Pages()
    return asked


def another(name):
    return Organization.objects.get(name=name)


def renamed(term):
    term.name = f"{term.name} anew"
    term.translations = {"es": {"name": f"{term.name} otra vez"}}
    term.save()
    Edition.objects.change_words()


def changed(who, **facts):
    factories.published(factories.change(another(who), **facts))


def withdrawn(name):
    review.withdraw(another(name), by=factories.pair()[0], reason="wrong")


def unreached(name):
    for attempt in reversed(range(verifying.ATTEMPTS)):
        factories.unanswered(another(name), on=timezone.localdate() - attempt * verifying.APART)


def brought_back():
    """Another state under the same numbers, as after a backup was restored."""
    Organization.objects.update(description="We sing.")
    Edition.objects.begin_anew()


CHANGES = {
    "other words": lambda: changed("Casa Amarilla", description="We sing."),
    "another name": lambda: changed("Casa Amarilla", name="Casa Verde"),
    "one way less": lambda: changed("Casa Amarilla", ways=[]),
    "no parent": lambda: changed("Casa Amarilla", parent=None),
    "taken down": lambda: withdrawn("Casa Amarilla"),
    "a hidden number": lambda: publishing.hide(another("Casa Amarilla"), ["phone"]),
    "nobody answers": lambda: unreached("Casa Amarilla"),
    "a translation": lambda: translations.publish(
        factories.translation(another("Casa Amarilla")), by=factories.pair()[1]
    ),
    "the parent taken down": lambda: withdrawn("Umbrella Union"),
    "the parent renamed": lambda: changed("Umbrella Union", name="Umbrella Alliance"),
    "the parent taken over by nobody": lambda: changed("Umbrella Union", keep_from_open_data=True),
    "the parent kept out of search engines": lambda: changed("Umbrella Union", keep_from_search_engines=True),
    "a chapter kept out of search engines": lambda: changed("Casa Reno", keep_from_search_engines=True),
    "a chapter added": lambda: factories.organization(name="Casa Elko", parent=str(another("Casa Amarilla").public_id)),
    "a chapter renamed": lambda: changed("Casa Reno", name="Casa Fernley"),
    "a chapter taken down": lambda: withdrawn("Casa Reno"),
    # The first of them: of those that stay, one has changed later.
    "a chapter gone elsewhere": lambda: changed("Casa Reno", parent=None),
    "a focus area renamed": lambda: renamed(FocusArea.objects.get(slug="connection-care")),
    "a language renamed": lambda: renamed(Language.objects.get(slug="es")),
    "an older copy brought back": brought_back,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_no_process_shows_an_old_page(group, processes, change):
    before, *others = processes()
    assert others == [before, before]

    change()

    first, second, new = processes()
    assert new != before
    assert (first, second) == (new, new)


def test_one_that_comes_back_is_shown_as_it_is_then(group, processes):
    processes()
    withdrawn("Casa Amarilla")
    Organization.objects.filter(pk=group.pk).update(description="We sing.")

    review.ask_restore(group, by=factories.pair()[0], words="It was a mistake.")
    review.restore(group, by=factories.pair()[1])

    first, second, new = processes()
    assert all(b"We sing." in page for _status, page in new)
    assert (first, second) == (new, new)


def test_tomorrow_it_is_another_page(group, processes, monkeypatch):
    before = processes()[0]

    monkeypatch.setattr(timezone, "localdate", lambda *_given: date(2027, 1, 5))

    first, second, new = processes()
    assert new != before
    assert (first, second) == (new, new)
    assert b"Printed on 5 January 2027." in new[0][1]


def test_what_happens_to_others_makes_no_page_anew(group, django_assert_num_queries):
    tags = [Client().get(page).headers["ETag"] for page in PAGES]

    factories.organization(name="Ember House")
    factories.change(group, description="We wait.")
    withdrawn("Ember House")

    with django_assert_num_queries(4):
        assert [Client().get(page).headers["ETag"] for page in PAGES] == tags
