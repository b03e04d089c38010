"""Partners who ask what has changed since hear of everything that did."""

from datetime import UTC, datetime, timedelta

import pytest

from curation import review
from directory.models import Edition
from tests import factories
from tests.directory.hsds.asking import ask, names

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def clock(monkeypatch):
    """A clock that a test can set forward."""
    clock = {"now": datetime(2026, 11, 1, 12, tzinfo=UTC)}
    monkeypatch.setattr("django.utils.timezone.now", lambda: clock["now"])

    def pass_a_day():
        clock["now"] += DAY
        return clock["now"].isoformat()

    return pass_a_day


def test_only_what_changed_then_or_later_is_found(clock):
    factories.organization(name="Old")
    later = clock()
    factories.organization(name="New")

    assert names("organizations", modified_after=later) == ["New"]
    assert names("organizations", modified_after="2026-11-02") == ["New"]
    assert names("organizations", modified_after="2026-11-02 12:00:00Z".replace(" ", "T")) == ["New"]
    assert names("organizations", modified_after="2026-11-03") == []
    assert names("organizations", modified_after="2026-11-01") == ["Old", "New"]
    assert names("organizations", modified_after=later, search="old") == []


@pytest.mark.parametrize(
    "change",
    [
        {"ways": [{"kind": "chat", "label": "Night chat", "link": "https://chat.example.org/"}]},
        {"service_areas": [{"country": "US", "region": "CA", "city": ""}]},
        {"policies": [{"question": "cost", "answer": "no", "detail": "", "source": "told us", "as_of": "2026-10-01"}]},
        {"languages": ["es"]},
        {"description": "Something else."},
    ],
)
def test_a_change_in_what_is_nested_is_noticed(clock, change):
    organization = factories.organization(name="Changing")
    factories.organization(name="Still")
    before = ask("services", search="Changing")["contents"][0]["last_modified"]
    later = clock()

    factories.published(factories.change(organization, **change))

    assert names("organizations", modified_after=later) == ["Changing"]
    assert ask("services", search="Changing")["contents"][0]["last_modified"] == "2026-11-02T12:00:00.000Z" > before


def test_a_chapter_changes_when_its_parent_goes_and_comes_back(clock):
    parent = factories.organization(name="Network")
    factories.organization(name="Chapter", parent=str(parent.public_id))
    first, second = factories.pair()
    assert "parent_organization_id" in ask("organizations", search="Chapter")["contents"][0]

    gone = clock()
    review.withdraw(parent, by=first, reason="wrong")
    seen = [names("organizations", modified_after=gone)]
    assert "parent_organization_id" not in ask("organizations", search="Chapter")["contents"][0]
    back = clock()
    review.ask_restore(parent, by=first, words="It was right.")
    review.restore(parent, by=second)
    seen.append(names("organizations", modified_after=back))

    assert seen == [["Chapter"], ["Network", "Chapter"]]


def test_everything_that_carries_terms_changes_with_their_words(clock):
    factories.organization(name="Old")
    later = clock()
    before = names("organizations", modified_after=later)

    Edition.objects.change_words()

    assert (before, names("organizations", modified_after=later)) == ([], ["Old"])
    assert ask("services")["contents"][0]["last_modified"] == "2026-11-02T12:00:00.000Z"


def test_asking_with_the_latest_time_one_has_seen_misses_nothing(clock):
    factories.organization(name="Seen")
    latest = max(service["last_modified"] for service in ask("services")["contents"])

    factories.organization(name="In the same moment")

    assert names("organizations", modified_after=latest) == ["Seen", "In the same moment"]
