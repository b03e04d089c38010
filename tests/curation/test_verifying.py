"""Checking listings again: what an attempt dates, what two attempts in vain say in public, and what is due."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction

from curation import attention, review, trail, verifying
from curation.models import Decision, Verification
from curation.review import Checked, ReviewError
from directory.choices import Freshness
from directory.models import Edition, Organization
from tests import factories

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
TODAY = NOON.date()
LINE = {"kind": "peer-line", "phone": "+1 775 555 0101", "schedule": "Evenings"}
CIRCLE = {"kind": "meeting", "label": "Open circle", "schedule": "Mondays at six"}
REST = ("email", "phone", "place", "policies", "rest", "website")


@pytest.fixture(autouse=True)
def on_day(monkeypatch):
    """It is that many days later."""

    def move(days):
        monkeypatch.setattr("django.utils.timezone.now", lambda: NOON + timedelta(days=days))

    move(0)
    return move


@pytest.fixture
def listing():
    return factories.organization(
        name="Lantern Union", ways=[LINE, CIRCLE], facts_checked_on=TODAY - timedelta(days=400)
    )


def fresh(listing):
    return Organization.objects.get(pk=listing.pk)


def days(listing):
    """When each way was confirmed, and the listing's own facts."""
    ways = dict(listing.ways.values_list("kind", "last_confirmed"))
    return {name: day and (day - TODAY).days for name, day in (ways | {"own": fresh(listing).facts_checked_on}).items()}


def key(listing, kind):
    return verifying.key_of(listing.ways.get(kind=kind))


def verify(listing, result="confirmed", *, how="called", ago=0, ways=(), facts=(), by=None):
    checked = Checked(how, TODAY - timedelta(days=ago), result, facts, [key(listing, kind) for kind in ways])
    return review.verify(listing, checked, by=by or factories.pair()[0], seen=fresh(listing).version)


def in_vain(listing, ago):
    return verify(listing, "no-answer", ago=ago)


def test_a_call_dates_the_line_that_answered_and_nothing_else(listing):
    verify(listing, ways=["peer-line"])

    assert days(listing) == {"peer-line": 0, "meeting": -400, "own": -400}
    assert fresh(listing).freshness == Freshness.OUTDATED


def test_own_facts_are_dated_when_all_that_the_listing_says_is_confirmed(listing):
    parts = verifying.parts_of(verifying.facts_of(listing))

    verify(listing, facts=parts[:-1])
    partly = days(listing)["own"]
    verify(listing, facts=parts, ways=["peer-line", "meeting"], how="website")

    assert (partly, days(listing)) == (-400, {"peer-line": 0, "meeting": 0, "own": 0})
    assert (fresh(listing).facts_checked_how, fresh(listing).freshness) == ("their website", Freshness.FRESH)


def test_no_day_is_ever_put_back(listing):
    verify(listing, ways=["peer-line"], facts=verifying.parts_of(verifying.facts_of(listing)))

    verify(listing, ways=["peer-line"], facts=verifying.parts_of(verifying.facts_of(listing)), how="wrote", ago=30)

    assert days(listing) == {"peer-line": 0, "meeting": -400, "own": 0}
    assert fresh(listing).facts_checked_how == "a call to the group"


def test_reviewers_who_checked_earlier_do_not_put_a_day_back(listing):
    verify(listing, ways=["peer-line"], facts=verifying.parts_of(verifying.facts_of(listing)))

    factories.published(factories.change(fresh(listing), ways=[LINE | {"schedule": "Nights"}, CIRCLE]))

    assert days(listing) == {"peer-line": 0, "meeting": -400, "own": 0}


def test_a_way_that_stays_keeps_its_day_and_a_new_one_gets_that_of_the_check(listing):
    verify(listing, ways=["meeting"])
    seen = (factories.SEEN - TODAY).days

    factories.published(factories.change(fresh(listing), ways=[CIRCLE, LINE | {"phone": "+1 775 555 0102"}]))

    assert days(listing) == {"peer-line": seen, "meeting": 0, "own": seen}


def test_whoever_suggests_a_group_cannot_claim_that_a_line_was_confirmed():
    claimed = LINE | {"last_confirmed": TODAY.isoformat()}

    made = factories.organization(ways=[claimed])

    assert list(made.ways.values_list("last_confirmed", flat=True)) == [factories.SEEN]


def test_an_attempt_is_a_line_of_the_trail_and_an_edition(listing):
    before = Edition.objects.now()
    Organization.objects.update(changed_on=TODAY - timedelta(days=9))

    event = verify(listing, ways=["peer-line"], ago=2)

    line = Decision.objects.last()
    assert (line.kind, line.listing, line.actor) == ("verify", listing.public_id, "first-reader")
    assert line.payload.body == {"how": "called", "result": "confirmed", "facts": [], "ways": 1}
    assert (event.on, event.by.get_username(), event.ways) == (
        TODAY - timedelta(days=2),
        "first-reader",
        [key(listing, "peer-line")],
    )
    assert LINE["phone"] not in str(Verification.objects.values())
    assert Edition.objects.now() != before
    assert (fresh(listing).changed_in, fresh(listing).changed_on) == (Edition.objects.now().number, TODAY)
    assert trail.verify().faults == []


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"how": "guess"}, "Say how you checked"),
        ({"how": "link"}, "Say how you checked"),
        ({"on": TODAY + timedelta(days=1)}, "has not come yet"),
        ({"ways": []}, "Tick what was confirmed"),
        ({"ways": ["0" * 32]}, "does not say"),
        ({"facts": ["phone"]}, "does not say"),
        ({"result": "no-answer"}, "one or the other"),
        ({"result": "no-answer", "ways": [], "how": "website"}, "Only a call or a message"),
        ({"result": "maybe"}, "does not say"),
    ],
)
def test_what_cannot_be_so_is_refused_in_a_sentence(listing, given, sentence):
    said = {"how": "called", "on": TODAY, "result": "confirmed", "ways": [key(listing, "peer-line")]} | given

    with pytest.raises(ReviewError, match=sentence):
        review.verify(listing, Checked(**said), by=factories.pair()[0], seen=listing.version)

    assert (Verification.objects.count(), days(listing)["peer-line"]) == (0, -400)


def test_a_page_that_showed_something_else_confirms_nothing(listing):
    checked = Checked("called", TODAY, "confirmed", (), [key(listing, "meeting")])
    factories.published(factories.change(listing, ways=[CIRCLE]))

    with pytest.raises(ReviewError, match="has changed since"):
        review.verify(listing, checked, by=factories.pair()[0], seen=listing.version)


def test_only_reviewers_who_are_free_verify_and_only_what_is_listed(listing):
    recused = factories.reviewer()
    down = factories.withdrawn(ways=[LINE])
    review.declare(factories.change(listing, city="Sparks"), by=recused, has_conflict=True)

    for somebody in (factories.user("Coalition"), recused):
        with pytest.raises(PermissionDenied):
            verify(listing, ways=["peer-line"], by=somebody)
    with pytest.raises(ReviewError, match="taken down"):
        verify(down, ways=["peer-line"])


def test_the_database_keeps_every_line(listing):
    verify(listing, ways=["peer-line"])

    for change in (lambda lines: lines.update(result="changed"), lambda lines: lines.delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change(Verification.objects.all())


def test_what_the_group_confirms_by_its_link_is_an_event_of_all_that_it_was_shown(listing):
    link = factories.link(listing)

    review.confirm(link)

    event = Verification.objects.get()
    assert days(listing) == {"peer-line": 0, "meeting": 0, "own": 0}
    assert (event.how, event.by, event.link, len(event.ways)) == ("link", None, link.pk, 2)
    assert fresh(listing).freshness == Freshness.FRESH


@pytest.mark.parametrize(("attempts", "since"), [([20], None), ([20, 7], None), ([20, 6], -20), ([40, 30, 20], -40)])
def test_two_attempts_two_weeks_apart_put_a_notice(listing, attempts, since):
    for ago in attempts:
        in_vain(listing, ago)

    told = fresh(listing).unreached_since
    assert (told and (told - TODAY).days) == since
    assert Organization.objects.listed().count() == 1


def test_an_answer_between_two_attempts_begins_the_count_anew(listing):
    in_vain(listing, 40)
    verify(listing, "changed", ago=30)

    in_vain(listing, 20)

    assert fresh(listing).unreached_since is None


@pytest.mark.parametrize("who", ["curator", "group"])
def test_the_notice_goes_when_somebody_confirms(listing, client, who):
    in_vain(listing, 20)
    in_vain(listing, 0)
    noticed = client.get(listing.get_absolute_url()).content.decode()

    if who == "curator":
        verify(listing, ways=["peer-line"])
    else:
        review.confirm(factories.link(listing))

    now = client.get(listing.get_absolute_url()).content.decode()
    assert "We could not reach this group since November 2026." in noticed
    assert "could not reach" not in now
    assert fresh(listing).unreached_since is None


def test_a_curator_decides_whether_an_unreached_group_stays(listing):
    reviewer, publisher = factories.reviewer(), factories.pair()[0]
    with pytest.raises(ReviewError, match="nothing to decide"):
        review.keep_unreached(listing, by=publisher)
    in_vain(listing, 20)
    in_vain(listing, 0)
    waiting = list(attention.unreached(publisher))
    with pytest.raises(PermissionDenied):
        review.keep_unreached(listing, by=reviewer)

    review.keep_unreached(listing, by=publisher)

    assert (waiting, list(attention.unreached(publisher))) == ([listing], [])
    assert fresh(listing).unreached_since == TODAY - timedelta(days=20)


def test_after_an_answer_and_another_silence_it_is_decided_anew(listing, on_day):
    publisher = factories.pair()[0]
    in_vain(listing, 20)
    in_vain(listing, 0)
    review.keep_unreached(listing, by=publisher)
    verify(listing, ways=["peer-line"])

    on_day(60)
    in_vain(listing, -40)
    in_vain(listing, -60)

    assert list(attention.unreached(publisher)) == [listing]


def test_what_is_due_comes_by_risk_and_then_by_how_long_it_is_overdue(listing):
    Organization.objects.all().update(name="Line, 310 days over")
    old = TODAY - timedelta(days=500)
    factories.organization(name="Facts, 135 days over", facts_checked_on=old)
    line = factories.organization(name="Line, a day over", ways=[LINE | {"phone": "1"}], facts_checked_on=TODAY)
    line.ways.update(last_confirmed=TODAY - timedelta(days=91))
    factories.organization(name="Never checked", facts_checked_on=None)
    factories.organization(name="Line never checked", ways=[LINE | {"phone": "2"}], facts_checked_on=None)
    fine = factories.organization(name="Fine", ways=[LINE | {"phone": "3"}], facts_checked_on=TODAY)
    fine.ways.update(last_confirmed=TODAY - timedelta(days=89))
    down = factories.organization(name="Down", facts_checked_on=old)
    review.withdraw(down, by=factories.pair()[0], reason="wrong")

    assert [one.name for one in verifying.due()] == [
        "Line never checked", "Line, 310 days over", "Line, a day over", "Never checked", "Facts, 135 days over",
    ]  # fmt: skip


def test_whom_one_tried_in_vain_is_left_in_peace_for_a_while(listing, on_day):
    curator = factories.pair()[0]
    before = list(attention.due_again(curator))
    in_vain(listing, 0)

    seen = []
    for day in (0, 13, 14):
        on_day(day)
        seen.append(list(attention.due_again(curator)))

    assert (before, seen) == ([listing], [[], [], [listing]])


def test_what_is_due_is_shown_to_nobody_with_a_conflict(listing):
    recused, stranger = factories.reviewer(), factories.user("Coalition")
    assert list(attention.due_again(recused)) == [listing]

    review.declare(factories.change(listing, city="Sparks"), by=recused, has_conflict=True)

    assert list(attention.due_again(recused)) == list(attention.due_again(stranger)) == []


def test_what_is_decided_of_one_unreached_group_is_of_no_other(listing):
    other, publisher = factories.organization(), factories.pair()[0]
    in_vain(listing, 20)
    in_vain(listing, 0)

    with pytest.raises(ReviewError, match="nothing to decide"):
        review.keep_unreached(other, by=publisher)
    review.keep_unreached(listing, by=publisher)

    assert [(line.kind, line.listing) for line in Decision.objects.filter(kind="keep-unreached")] == [
        ("keep-unreached", listing.public_id)
    ]
    verify(other, facts=["website"])
    assert fresh(listing).unreached_since == TODAY - timedelta(days=20)
