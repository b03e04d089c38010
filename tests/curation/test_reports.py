"""Reports from visitors: who reads them, in which order, and what settles one."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from curation import reports, review
from curation.models import Decision, Report
from curation.review import ReviewError
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db
NEVER_HEARD_OF = "/groups/never-heard-of/"


@pytest.fixture
def listing():
    return factories.organization(name="Lantern Union")


def kinds(user):
    return [report.kind for report in reports.visible_to(user).open().most_urgent_first()]


def test_the_most_urgent_come_first_and_of_these_the_oldest(listing):
    for kind in ("wrong", "closed", "unsafe", "position", "unsafe"):
        factories.report(listing, kind=kind)
    older = Report.objects.filter(kind="unsafe").latest("id")
    Report.objects.filter(pk=older.pk).update(received_at=timezone.now() - timedelta(days=2))

    waiting = reports.visible_to(factories.reviewer()).most_urgent_first()

    assert [report.kind for report in waiting] == ["unsafe", "unsafe", "position", "closed", "wrong"]
    assert waiting[0] == older


def test_what_looks_like_spam_waits_behind_its_own_kind_only(listing):
    genuine = factories.report(listing, kind="wrong")
    held = reports.receive(listing, kind="unsafe", held_because=["It was sent within seconds."]).report
    urgent = factories.report(listing, kind="unsafe")

    assert list(Report.objects.most_urgent_first()) == [urgent, held, genuine]


def test_the_same_form_twice_is_one_report(listing):
    first = reports.receive(listing, kind="closed", nonce="one page")
    again = reports.receive(listing, kind="closed", nonce="one page")

    assert (again.report, again.reference, again.is_repeat) == (first.report, first.reference, True)
    assert Report.objects.count() == 1


def test_a_kind_nobody_has_heard_of_is_refused(listing):
    with pytest.raises(ValidationError):
        reports.receive(listing, kind="ugly")

    assert not Report.objects.exists()


def test_the_trail_says_that_it_came_and_what_became_of_it_but_not_its_words(listing):
    curator = factories.reviewer()
    report = factories.report(listing, words="They called the police on her.")

    reports.dismiss(report, by=curator, because="It was another group of that name.")

    lines = Decision.objects.filter(listing=listing.public_id).order_by("-seq")[:2]
    assert [(line.kind, line.actor) for line in lines] == [
        ("dismiss-report", curator.get_username()),
        ("report", "(the public)"),
    ]
    assert "police" not in str([line.payload.body for line in lines])
    assert lines[0].payload.body["words"] == "It was another group of that name."


def test_dismissing_takes_a_reason(listing):
    with pytest.raises(ReviewError, match="Say why nothing has to change"):
        reports.dismiss(factories.report(listing), by=factories.reviewer(), because=" ")


def test_a_correction_has_to_be_there(listing):
    report, curator = factories.report(listing, kind="wrong"), factories.reviewer()
    with pytest.raises(ReviewError, match="Propose it first"):
        reports.correct(report, by=curator)

    factories.change(listing, phone="+1 775 555 0100")
    reports.correct(report, by=curator)

    report.refresh_from_db()
    assert (report.outcome, report.settled_by) == ("corrected", curator)


def test_a_report_is_settled_once_and_the_second_curator_is_told(listing):
    report, first, second = factories.report(listing), factories.reviewer("heron"), factories.reviewer()
    reports.dismiss(report, by=first, because="A mix-up.")

    with pytest.raises(ReviewError, match="heron has dealt with this report"):
        reports.take_down(report, by=second)

    assert Organization.objects.get(pk=listing.pk).is_listed


def test_whoever_has_a_conflict_of_interest_neither_sees_nor_settles_it(listing):
    curator = factories.reviewer()
    report = factories.report(listing)
    assert kinds(curator) == ["unsafe"]
    again = factories.change(listing, city="Sparks")
    review.claim(again, by=curator)
    review.declare(again, by=curator, has_conflict=True)

    assert kinds(curator) == []
    with pytest.raises(PermissionDenied):
        reports.dismiss(report, by=curator, because="They are my friends.")
    with pytest.raises(PermissionDenied):
        reports.take_down(report, by=curator)


def test_whoever_sent_a_group_in_may_take_it_down_but_not_wave_a_report_away():
    sender = factories.reviewer()
    listing = factories.published(factories.submission(source="curator", by=sender)).organization
    report = factories.report(listing)

    with pytest.raises(ReviewError, match="You sent this in yourself"):
        reports.dismiss(report, by=sender, because="They are fine.")
    reports.take_down(report, by=sender)

    assert not Organization.objects.get(pk=listing.pk).is_listed


def test_a_coalition_sees_no_report(listing):
    factories.report(listing)

    assert kinds(factories.user("Coalition")) == []


def test_a_report_about_what_is_down_already_can_be_closed(listing):
    report, curator = factories.report(listing), factories.reviewer()
    review.withdraw(listing, by=curator, reason="closed")
    listing.refresh_from_db()

    reports.take_down(Report.objects.get(pk=report.pk), by=curator)

    report.refresh_from_db()
    assert report.outcome == "taken-down"
    assert Decision.objects.filter(listing=listing.public_id, kind="withdraw").count() == 1


@pytest.mark.parametrize("where", ["the report", "the listing"])
def test_one_press_takes_it_down_and_the_next_visitor_meets_any_unknown_address(client, listing, where):
    address, other = listing.get_absolute_url(), factories.organization()
    pages = [address, "/groups/?q=lantern", "/groups.csv", other.get_absolute_url()]
    before = {page: client.get(page).getvalue() for page in pages}
    assert all(b"Lantern Union" in before[page] for page in pages[:3])
    report, curator = factories.report(listing), factories.reviewer()
    client.force_login(curator)
    button = {
        "the report": (reverse("admin:curation_report_change", args=[report.pk]), {"do": "take-down"}),
        "the listing": (
            reverse("admin:directory_organization_change", args=[listing.pk]),
            {"do": "withdraw", "reason": "safety"},
        ),
    }[where]
    client.post(*button)
    client.logout()

    gone, unknown = client.get(address), client.get(NEVER_HEARD_OF)

    assert (gone.status_code, gone.content, gone.headers) == (404, unknown.content, unknown.headers)
    assert client.get(f"{address}report/").content == client.get(f"{NEVER_HEARD_OF}report/").content
    assert b"Lantern Union" not in client.get("/groups/?q=lantern").content
    assert b"Lantern Union" not in client.get("/groups.csv").getvalue()
    assert client.get(other.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("needed", [1, 2])
def test_putting_back_what_was_not_safe_takes_two_whatever_the_setting(settings, listing, needed):
    first, second = factories.pair()
    reports.take_down(factories.report(listing), by=first)
    settings.REVIEWERS_TO_PUBLISH = needed
    review.ask_restore(listing, by=first, words="It was a mix-up.")

    with pytest.raises(ReviewError, match="somebody else has to agree"):
        review.restore(listing, by=first)
    review.restore(listing, by=second)

    assert Organization.objects.get(pk=listing.pk).is_listed
    assert Decision.objects.filter(kind="restore").latest("seq").reviewers_required == 2


def test_with_its_words_erased_a_take_down_counts_as_one_for_safety(settings, listing):
    first, _second = factories.pair()
    review.withdraw(listing, by=first, reason="closed")
    Decision.objects.filter(kind="withdraw").latest("seq").payload.delete()
    settings.REVIEWERS_TO_PUBLISH = 1
    review.ask_restore(listing, by=first, words="It is open again.")

    with pytest.raises(ReviewError, match="somebody else has to agree"):
        review.restore(listing, by=first)


def test_the_database_wants_to_know_who_settled_it(listing):
    report = factories.report(listing)

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(outcome="dismissed")


def test_the_desk_shows_reports_with_a_button_and_harm_only_behind_a_note(client, listing):
    report = factories.report(listing, words="They shout at whoever comes in.")
    client.force_login(factories.reviewer())

    desk = client.get(reverse("admin:index")).content.decode()
    page = client.get(reverse("admin:curation_report_change", args=[report.pk])).content.decode()

    assert "Take down now" in desk
    assert "They shout" not in desk
    assert page.index("Content note") < page.index("<summary>Read what they wrote") < page.index("They shout")


def test_what_was_typed_about_a_report_is_not_lost_to_whoever_was_slower(client, listing):
    report, colleague = factories.report(listing, kind="wrong"), factories.reviewer()
    client.force_login(factories.reviewer())
    address = reverse("admin:curation_report_change", args=[report.pk])
    typed = {"do": "correct", "words": "They have a new number."}

    too_soon = client.post(address, typed).content.decode()
    reports.dismiss(report, by=colleague, because="The number is right.")
    too_late = client.post(address, typed).content.decode()

    assert "They have a new number.</textarea>" in too_soon
    assert "<blockquote>They have a new number.</blockquote>" in too_late
    assert " has dealt with this report: Nothing had to change." in too_late


def test_whoever_does_not_review_meets_no_report(client, listing):
    factories.report(listing, words="They shout at whoever comes in.")
    for role in ("Coalition", "Administrator"):
        client.force_login(factories.user(role))
        assert b"Reports from visitors" not in client.get(reverse("admin:index")).content
        assert (
            b"Open reports" not in client.get(reverse("admin:directory_organization_change", args=[listing.pk])).content
        )


def test_what_is_reported_stays_down_though_a_colleague_proposed_to_put_it_back(listing):
    first, second = factories.pair()
    report = factories.report(listing, "unsafe", "A buyer runs this.")
    review.withdraw(listing, by=first, reason="wrong")
    review.ask_restore(listing, by=first, words="It is right again.")

    reports.take_down(report, by=factories.publisher(), because="It is not safe.")

    with pytest.raises(review.ReviewError, match="cannot be put back"):
        review.restore(listing, by=second)
    assert Decision.objects.filter(kind="withdraw").last().payload.body["reason"] == "safety"
