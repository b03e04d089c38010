"""The year in numbers: counted before the reasons are erased, shown once it is over, and pointing at nobody."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given
from hypothesis import strategies as st

from curation import founding, retention, review, yearly
from curation.models import DecisionPayload, DeclineReason, MonthInNumbers, Source, YearInNumbers
from directory.models import Organization
from tests import factories

SPRING = datetime(2027, 3, 10, 12, tzinfo=UTC)
NEXT_YEAR = datetime(2028, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def at(monkeypatch):
    def set_(moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: moment)

    set_(SPRING)
    return set_


def declined(count, reason="policy"):
    first, _second = factories.pair()
    for _number in range(count):
        sent = factories.submission()
        review.claim(sent, by=first)
        review.decline(sent, by=first, reason=reason, words="It joins raids.")


def close_every_month_of(year, at):
    for month in range(4, 13):
        at(datetime(year, month, 1, 12, tzinfo=UTC))
        list(retention.forget())
    at(datetime(year + 1, 1, 1, 12, tzinfo=UTC))
    list(retention.forget())


@pytest.mark.django_db
def test_a_year_is_told_when_it_is_over_though_its_reasons_are_erased_by_then(at):
    declined(6)
    factories.published(factories.submission())

    close_every_month_of(2027, at)

    assert not DecisionPayload.objects.filter(body__reason="policy").exists()
    body = YearInNumbers.objects.get(year=2027).body
    assert (body["received"], body["listed"], body["declined"]) == ([5, 9], [0, 4], [5, 9])
    assert body["reasons"]["policy"] == [5, 9]
    assert {tuple(count) for reason, count in body["reasons"].items() if reason != "policy"} == {(0, 4)}
    assert (body["median_days"], body["overdue"]) == (0, [0, 4])
    assert not MonthInNumbers.objects.exists()


@pytest.mark.django_db
def test_the_present_year_is_counted_and_shown_to_nobody(at, client):
    before = client.get("/transparency/").content
    declined(6)
    at(SPRING + timedelta(days=31))

    assert yearly.close() == []

    assert MonthInNumbers.objects.get().counts["reasons"]["policy"] == 6
    assert client.get("/transparency/").content == before
    assert client.get("/transparency.json").json() == {"years": []}


@pytest.mark.django_db
def test_a_year_once_told_never_changes(at):
    declined(6)
    at(NEXT_YEAR)
    yearly.close()
    (told,) = YearInNumbers.objects.values()

    at(SPRING)
    declined(5)
    at(NEXT_YEAR + timedelta(days=40))

    assert yearly.close() == []
    assert YearInNumbers.objects.values().get() == told


@pytest.mark.django_db
def test_what_waits_changes_no_byte_of_a_year_that_was_told(at, client):
    declined(6)
    at(NEXT_YEAR)
    yearly.close()
    pages = ("/transparency/", "/transparency.json", "/es/transparency/")
    before = [client.get(page).content for page in pages]

    declined(3, reason="language")
    factories.submission()
    at(NEXT_YEAR + timedelta(days=100))
    yearly.close()

    assert [client.get(page).content for page in pages] == before


@pytest.mark.django_db
def test_recusals_taking_back_and_taking_down_are_counted_and_the_founding_list_is_nobody_s_suggestion(at):
    founding.make_founding_list()
    sent = factories.submission()
    review.declare(sent, by=factories.reviewer(), has_conflict=True)
    sender = factories.user("Coalition")
    review.take_back(factories.submission(source=Source.SPREADSHEET, by=sender), by=sender)
    factories.withdrawn()
    at(SPRING + timedelta(days=31))
    yearly.close()

    counts = MonthInNumbers.objects.get().counts

    assert {name: counts[name] for name in ("received", "listed", "taken_back", "taken_down", "recusals")} == {
        "received": 3, "listed": 1, "taken_back": 1, "taken_down": 1, "recusals": 1,
    }  # fmt: skip
    assert counts["overdue"] == Organization.objects.listed().count() > 0


@pytest.mark.django_db
def test_days_are_told_only_of_five_decisions_or_more(at):
    sent = [factories.submission() for _number in range(5)]
    at(SPRING + timedelta(days=12))
    somebody = factories.publisher()
    for number, one in enumerate(sent, start=1):
        review.claim(one, by=somebody)
        review.decline(one, by=somebody, reason="closed", words="It has closed.")
        at(SPRING + timedelta(days=12 + number))
    at(SPRING + timedelta(days=31))
    yearly.close()
    counts = MonthInNumbers.objects.get().counts

    assert counts["days"] == [12, 13, 14, 15, 16]
    assert yearly.blurred([counts])["median_days"] == 14
    assert yearly.blurred([counts | {"days": [12, 13, 14, 15]}])["median_days"] is None


@pytest.mark.django_db
def test_the_page_says_so_in_tables_with_captions_and_names_nobody(at, client):
    declined(6)
    at(NEXT_YEAR)
    out = StringIO()
    call_command("year_in_numbers", stdout=out)

    page = client.get("/transparency/").content.decode()
    told = client.get("/transparency.json").json()["years"]

    assert out.getvalue() == "Published: 2027.\n"
    assert "<caption>What we did in 2027</caption>" in page
    assert '<th scope="row">Not listed</th><td class="number">5 to 9</td>' in page
    assert '<th scope="row">Listed</th><td class="number">fewer than 5</td>' in page
    assert [year["year"] for year in told] == [2027]
    assert "/transparency/" in client.get("/how-we-vet/").content.decode()
    assert not any(user.get_username() in page + json.dumps(told) for user in factories.pair())


REASONS = st.fixed_dictionaries({reason: st.integers(0, 40) | st.integers(0, 6) for reason in DeclineReason.values})


def told(reasons):
    """Return all that is published of the reasons: each of them, and their total."""
    month = dict.fromkeys((*yearly.OF_SUGGESTIONS, *yearly.OF_ALL, "recusals"), 0)
    body = yearly.blurred([month | {"declined": sum(reasons.values()), "reasons": reasons, "days": [], "overdue": 0}])
    return body["declined"], body["reasons"]


@given(REASONS)
def test_no_reason_can_be_worked_out_from_the_others_and_the_total(reasons):
    """For each there is another number that would be told just the same, with or without another of them changing."""
    for reason in reasons:
        others = [reasons | {reason: reasons[reason] + by} for by in (1, -1)]
        others += [
            changed | {other: reasons[other] - changed[reason] + reasons[reason]}
            for changed in others
            for other in reasons
            if other != reason
        ]
        assert any(min(other.values()) >= 0 and told(other) == told(reasons) for other in others)


@given(st.integers(0, 10_000))
def test_below_five_all_numbers_are_told_alike(count):
    least, most = yearly.band(count)

    assert least <= count <= most
    assert (count < 5) == ((least, most) == (0, 4))
