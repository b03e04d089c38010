"""Checking by and by and by hand: what is asked and what never is, what is kept, and that no listing changes."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.forms.models import model_to_dict
from django.utils import timezone

from curation import review
from curation.checking import fetching, published, running
from curation.models import Decision, Evidence, LinkCheck
from curation.review import ReviewError
from directory.models import Organization
from tests import factories
from tests.curation.checking.web import Web, answer, page

pytestmark = pytest.mark.django_db
WAY, ABOUT = "http://chat.example.org/join", "http://example.org/about"


@pytest.fixture(autouse=True)
def _switched_on(settings, monkeypatch):
    settings.CHECK_LINKS = True
    monkeypatch.setattr(fetching, "PACE", fetching.Pace())


@pytest.fixture
def listing():
    return factories.organization(
        website="http://lantern.example.org/", ways=[{"kind": "chat", "label": "Chat", "link": WAY}]
    )


def everywhere(text="Here we are.", **sites):
    return Web(sites={name: page(text) for name in ("lantern.example.org", "chat.example.org", "example.org")} | sites)


def check_all(web, most=100):
    published.bring_up_to_date()
    return list(running.check_due(most, web.wire))


def later(monkeypatch, **passed):
    now = timezone.now() + timedelta(**passed)
    monkeypatch.setattr("django.utils.timezone.now", lambda: now)


def evidence_of(reader, submission, **more):
    """Let `reader` answer one question with evidence, and return that evidence."""
    review.claim(submission, by=reader)
    review.declare(submission, by=reader, has_conflict=False)
    item = {"kind": "own", "url": ABOUT, "quote": "", "seen_on": factories.SEEN} | more
    review.assess(submission, by=reader, assessments=[factories.assessment(factories.criteria()[0], evidence=[item])])
    return Evidence.objects.get(finding__review__reviewer=reader, finding__review__submission=submission)


def test_the_links_of_a_listing_are_its_website_its_ways_and_the_evidence_that_is_public(listing):
    assert {link.url for link in published.links_of(listing)} == {
        "http://lantern.example.org/", WAY, "https://example.org/about",
    }  # fmt: skip


def test_only_what_is_public_is_ever_asked_for_by_itself(listing):
    waiting = factories.submission(website="http://secret.example.org/")
    evidence_of(factories.reviewer(), waiting, url="http://secret.example.org/about")
    factories.withdrawn(website="http://gone.example.org/")
    Evidence.objects.filter(finding__review__submission__organization=listing).update(is_public=False)
    web = everywhere()

    check_all(web)

    assert set(web.looked_up) == {"lantern.example.org", "chat.example.org", "example.org"}


def test_nothing_about_a_listing_changes_whatever_is_found(listing):
    before = model_to_dict(Organization.objects.get()), Decision.objects.count()

    found = check_all(Web())

    assert {link.result for link in found} == {"gone", "unchecked"}
    assert (model_to_dict(Organization.objects.get()), Decision.objects.count()) == before
    assert list(Organization.objects.listed()) == [listing]


def test_what_is_well_is_looked_at_once_a_month_and_what_is_not_once_a_week(monkeypatch, listing):
    check_all(everywhere(**{"chat.example.org": answer(status="404 Not Found")}))
    LinkCheck.objects.filter(url__startswith="https").delete()
    assert list(running.due()) == []

    later(monkeypatch, days=8)
    assert [link.url for link in running.due()] == [WAY]

    later(monkeypatch, days=23)
    assert {link.url for link in running.due()} == {WAY, "http://lantern.example.org/"}


def test_a_run_goes_on_where_the_one_before_it_was_stopped(listing):
    web = everywhere()
    published.bring_up_to_date()
    first = next(running.check_due(100, web.wire))

    second = check_all(web, most=1)
    rest = check_all(web)

    assert len({first.pk, *(link.pk for link in [*second, *rest])}) == 3
    assert len(web.looked_up) == 3


def test_a_record_goes_with_its_link_and_with_its_listing(listing):
    check_all(everywhere())
    Organization.objects.update(website="")
    published.bring_up_to_date()
    assert LinkCheck.objects.filter(url="http://lantern.example.org/").count() == 0
    assert LinkCheck.objects.count() == 2

    review.withdraw(listing, by=factories.pair()[0], reason="safety")
    published.bring_up_to_date()
    assert LinkCheck.objects.count() == 0


def test_a_record_that_went_during_its_check_does_not_come_back(listing):
    published.bring_up_to_date()
    link = LinkCheck.objects.get(url=WAY)
    LinkCheck.objects.all().delete()

    running.check(link, everywhere().wire)

    assert LinkCheck.objects.count() == 0


def test_what_is_taken_down_is_neither_asked_nor_shown(listing):
    check_all(Web())
    reader = factories.reviewer()
    assert running.visible_to(reader).to_look_at().count() == 2
    review.withdraw(listing, by=factories.pair()[0], reason="safety")
    LinkCheck.objects.update(checked_at=None)
    web = everywhere()

    assert list(running.check_due(100, web.wire)) == []
    assert (web.looked_up, running.visible_to(reader).to_look_at().count()) == ([], 0)


def test_failing_once_is_nothing_and_three_times_in_a_row_is_for_a_person(monkeypatch, listing):
    web = everywhere(**{"chat.example.org": answer(status="503 Service Unavailable")})
    shown = []
    for number in range(3):
        later(monkeypatch, days=8 * number)
        check_all(web)
        shown.append(LinkCheck.objects.filter(url=WAY).to_look_at().count())

    assert shown == [0, 0, 1]
    assert LinkCheck.objects.get(url=WAY).times == 3


def test_what_somebody_says_is_in_order_is_not_asked_again_until_it_changes(monkeypatch, listing):
    check_all(everywhere())
    later(monkeypatch, days=31)
    check_all(everywhere(**{"chat.example.org": page("This domain is for sale.")}))
    link = LinkCheck.objects.get(url=WAY)
    assert (link.result, link.detail) == ("owner", "for-sale")

    running.still_theirs(link, by=factories.reviewer())
    later(monkeypatch, days=62)
    check_all(everywhere(**{"chat.example.org": page("This domain is for sale.")}))
    assert LinkCheck.objects.get(url=WAY).result == "ok"

    later(monkeypatch, days=93)
    check_all(everywhere(**{"chat.example.org": page("This domain is for sale. Call us.")}))
    assert LinkCheck.objects.get(url=WAY).result == "owner"


def test_moving_is_asked_about_until_somebody_has_agreed(monkeypatch, listing):
    moved = {"chat.example.org": answer(status="301 Moved", Location="http://talk.example.com/")}
    web = everywhere(**moved, **{"talk.example.com": page("Here we are.")})
    for number in range(2):
        later(monkeypatch, days=8 * number)
        check_all(web)
        link = LinkCheck.objects.get(url=WAY)
        assert (link.result, link.moved_to) == ("moved", "http://talk.example.com/")

    running.still_theirs(link, by=factories.reviewer())
    later(monkeypatch, days=60)
    check_all(web)
    assert LinkCheck.objects.get(url=WAY).result == "ok"


def test_what_is_gone_cannot_be_called_in_order(listing):
    check_all(Web())

    with pytest.raises(ReviewError, match="There is no page to go by"):
        running.still_theirs(LinkCheck.objects.get(url=WAY), by=factories.reviewer())


def test_a_conflict_of_interest_closes_links_too(listing):
    check_all(Web())
    recused, link = factories.reviewer(), LinkCheck.objects.get(url=WAY)
    review.declare(factories.change(listing, description="New."), by=recused, has_conflict=True)

    assert list(running.visible_to(recused)) == []
    for verb in (running.check_now, running.still_theirs):
        with pytest.raises(PermissionDenied):
            verb(link, by=recused)


@pytest.mark.parametrize("role", ["Coalition", "Administrator"])
def test_only_reviewers_see_links(listing, role):
    check_all(Web())

    assert list(running.visible_to(factories.user(role))) == []
    with pytest.raises(PermissionDenied):
        running.check_now(LinkCheck.objects.first(), by=factories.user(role))


def test_a_reviewer_has_one_s_own_evidence_checked_before_it_is_published():
    reader, submission = factories.reviewer(), factories.submission()
    evidence = evidence_of(reader, submission, quote="Here we are")
    web = everywhere()

    link = running.check_evidence(submission, evidence.pk, by=reader, wire=web.wire)

    assert (link.result, link.quote_found, web.looked_up) == ("ok", True, ["example.org"])
    assert (len(link.digest), link.seen_on) == (64, timezone.localdate())
    assert running.looked_behind(submission, reader) == [(evidence, link)]


def test_the_digest_outlives_saving_the_answer_again():
    reader, submission = factories.reviewer(), factories.submission()
    link = running.check_evidence(submission, evidence_of(reader, submission).pk, by=reader, wire=everywhere().wire)
    evidence = evidence_of(reader, submission)

    assert running.looked_behind(submission, reader) == [(evidence, link)]


def test_how_evidence_looked_in_review_is_what_it_is_compared_with_later():
    submission, (first, second) = factories.submission(), factories.pair()
    factories.recommended(submission, by=first)
    item = Evidence.objects.filter(finding__review__reviewer=first).first()
    Evidence.objects.filter(pk=item.pk).update(url=ABOUT)
    running.check_evidence(submission, item.pk, by=first, wire=everywhere("As reviewed.").wire)
    factories.recommended(submission, by=second)
    review.publish(submission, by=second)

    published.bring_up_to_date()

    assert LinkCheck.objects.get(listing__isnull=False, url=ABOUT).digest == LinkCheck.objects.get(listing=None).digest


def test_nobody_has_a_colleague_s_evidence_checked_before_it_may_be_read():
    submission, (first, second) = factories.submission(), factories.pair()
    evidence = evidence_of(first, submission)
    review.release(submission, by=first)
    web = everywhere()
    recused = factories.reviewer()
    review.declare(submission, by=recused, has_conflict=True)

    for reader in (second, recused):
        assert running.looked_behind(submission, reader) == []
        with pytest.raises(ReviewError, match="no longer there"):
            running.check_evidence(submission, evidence.pk, by=reader, wire=web.wire)
    with pytest.raises(PermissionDenied):
        running.check_evidence(submission, evidence.pk, by=factories.user("Administrator"), wire=web.wire)
    assert (web.looked_up, LinkCheck.objects.count()) == ([], 0)


def test_nobody_can_make_this_machine_knock_again_and_again():
    reader, submission = factories.reviewer(), factories.submission()
    evidence, web = evidence_of(reader, submission), everywhere()
    running.check_evidence(submission, evidence.pk, by=reader, wire=web.wire)

    with pytest.raises(ReviewError, match="a moment ago"):
        running.check_evidence(submission, evidence.pk, by=reader, wire=web.wire)
    assert len(web.looked_up) == 1


def test_switched_off_nothing_is_asked_by_anybody(settings, listing):
    settings.CHECK_LINKS = False
    published.bring_up_to_date()
    web = everywhere()

    with pytest.raises(CommandError, match="Checking links is off"):
        call_command("check_links")
    with pytest.raises(ReviewError, match="switched off"):
        running.check_now(LinkCheck.objects.first(), by=factories.reviewer(), wire=web.wire)
    assert web.looked_up == []


def test_the_command_says_how_many_and_names_nobody(monkeypatch, listing):
    monkeypatch.setattr(running, "fetch", lambda url, _wire: fetching.fetch(url, everywhere().wire))
    out = StringIO()

    call_command("check_links", "--most", "2", stdout=out, stderr=StringIO())

    assert out.getvalue().splitlines()[0].startswith("Checked 2 links.")
    assert out.getvalue().splitlines()[1] == "Still to be checked: 1."
    assert "example.org" not in out.getvalue()


def test_a_number_that_makes_no_sense_is_answered_with_a_sentence():
    with pytest.raises(CommandError, match="takes a number of links"):
        call_command("check_links", "--most", "-1")


def test_two_presses_at_once_leave_one_record():
    reader, submission = factories.reviewer(), factories.submission()
    evidence, web = evidence_of(reader, submission), everywhere()
    both = [LinkCheck(finding=evidence.finding, url=evidence.url) for _press in range(2)]

    assert len({running.check(link, web.wire).pk for link in both}) == 1
    assert LinkCheck.objects.count() == 1


def test_the_setting_is_off_unless_somebody_turns_it_on():
    from directory.project import settings as real

    assert real.CHECK_LINKS is False
