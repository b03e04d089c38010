"""What a listed group does with its own entry by its private link, and what no link does."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.utils import timezone

from curation import links, reports, review, trail, vetting
from curation.models import Agreement, Decision, GroupLink, OptOut, Submission
from curation.review import ReviewError
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    return factories.organization(
        name="Lantern Union", email="info@lantern.example.org", phone="+1 775 555 0100", leadership="survivors",
        ways=[{"kind": "meeting", "label": "Open circle"}], latitude="39.53", longitude="-119.81",
        service_areas=[{"country": "US", "region": "NV", "city": "Sparks"}],
    )  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def fresh(listing):
    return Organization.objects.get(pk=listing.pk)


def ledger(listing):
    return list(Agreement.objects.filter(listing=listing).values_list("what", "is_given"))


def test_a_link_is_kept_only_as_a_digest(listing):
    link, token = links.make(listing, purpose="entry", by=factories.reviewer())

    assert links.living(token) == link
    assert token not in str(GroupLink.objects.values())
    assert token not in str([d.payload.body for d in Decision.objects.select_related("payload")])


@pytest.mark.parametrize("end", ["revoked", "expired", "changed"])
def test_a_link_that_is_over_leads_nowhere(listing, end):
    curator = factories.reviewer()
    link, token = links.make(listing, purpose="entry", by=curator)
    assert links.living(token)

    if end == "revoked":
        links.revoke(listing, link.pk, by=curator)
    elif end == "expired":
        GroupLink.objects.filter(pk=link.pk).update(made_at=timezone.now() - timedelta(days=31))
    else:
        token = token.swapcase()

    assert links.living(token) is None
    if end != "changed":
        with pytest.raises(ReviewError, match="ask us for a new one"):
            review.pause(link)


def test_making_a_link_takes_a_reviewer_without_a_conflict_who_did_not_send_it_in(listing):
    for role in ("Coalition", "Administrator"):
        with pytest.raises(PermissionDenied):
            links.make(listing, purpose="entry", by=factories.user(role))
    sender = factories.reviewer()
    sent = factories.published(factories.submission(source="curator", by=sender)).organization
    with pytest.raises(ReviewError, match="You sent this in yourself"):
        links.make(sent, purpose="entry", by=sender)
    with pytest.raises(ReviewError, match="Choose what the link is for"):
        links.make(listing, purpose="anything", by=factories.reviewer())


def test_each_link_does_what_it_is_for_and_nothing_else(listing):
    with pytest.raises(ReviewError, match="does not do that"):
        review.show_leadership(factories.link(listing, "entry"))
    with pytest.raises(ReviewError, match="does not do that"):
        review.leave(factories.link(listing, "leadership"))

    assert (fresh(listing).leadership, fresh(listing).is_listed) == ("", True)


def test_confirming_says_when_and_how_and_is_not_yet_consent(listing):
    review.confirm(factories.link(listing))

    now = fresh(listing)
    assert (now.facts_checked_on, now.facts_checked_how) == (timezone.localdate(), "the group itself")
    assert (now.consent, now.consented_on, ledger(listing)) == ("public-information", None, [])


def test_consent_comes_from_the_ledger(listing):
    review.confirm(factories.link(listing), agrees=True)

    now = fresh(listing)
    assert (now.consent, now.consented_on) == ("confirmed", timezone.localdate())
    assert ledger(listing) == [("listing", True)]


def test_the_link_of_the_yearly_round_ends_with_confirming(listing):
    link = factories.link(listing, "confirm")
    review.confirm(link)

    with pytest.raises(ReviewError, match="ask us for a new one"):
        review.confirm(link)


@pytest.mark.parametrize(
    ("what", "emptied"),
    [
        ("phone", {"phone": ""}),
        ("email", {"email": ""}),
        ("website", {"website": ""}),
        ("place", {"city": "", "region": "", "latitude": None, "centre_latitude": None, "country": "US"}),
    ],
)
def test_what_the_group_hides_is_gone_at_once_everywhere(client, listing, what, emptied):
    was = listing.phone, listing.email, listing.website, listing.city
    secret = dict(zip(("phone", "email", "website", "place"), was, strict=True))[what].encode()
    pages = [listing.get_absolute_url(), "/groups.json"]
    assert all(secret in client.get(page).getvalue() for page in pages)

    review.hide(factories.link(listing), [what])

    now = fresh(listing)
    assert {name: getattr(now, name) for name in emptied} == emptied
    assert [page for page in pages if secret in client.get(page).getvalue()] == []
    assert now.version == listing.version + 1


def test_hidden_ways_and_places_are_deleted_and_not_found(client, listing):
    assert b"Lantern Union" in client.get("/groups/?q=circle").content

    review.hide(factories.link(listing), ["ways", "place"])

    assert not fresh(listing).ways.exists()
    assert not fresh(listing).service_areas.exists()
    assert b"Lantern Union" not in client.get("/groups/?q=circle").content
    assert b"Lantern Union" not in client.get("/groups/?region=US-NV").content


def test_what_was_hidden_is_not_in_the_trail(listing):
    review.hide(factories.link(listing), ["phone"])

    line = Decision.objects.get(kind="hide")
    assert (line.actor, line.payload.body["taken_back"]) == (trail.THE_GROUP, ["phone"])
    assert "5550100" not in str(line.payload.body).replace(" ", "")
    assert trail.verify().faults == []


def test_nothing_ticked_hides_nothing(listing):
    with pytest.raises(ReviewError, match="Tick what"):
        review.hide(factories.link(listing), ["name", "leadership"])


def reasons(submission):
    return {o.subject: o.reason for o in vetting.obstacles(Submission.objects.get(pk=submission.pk))}


def test_only_the_group_s_own_correction_brings_back_what_it_hid(listing):
    review.hide(links.make(listing, purpose="entry", by=factories.reviewer()).link, ["phone"])
    stranger = factories.change(fresh(listing), phone="+1 775 555 0199")
    for reader in factories.pair():
        factories.recommended(stranger, by=reader)
    assert "its phone" in reasons(stranger)["taken-back"]

    own = factories.change(fresh(listing), source="group", phone="+1 775 555 0142")
    factories.published(own)

    assert fresh(listing).phone == "+1 775 555 0142"
    assert ledger(listing) == [("phone", False), ("phone", True)]
    later = factories.change(fresh(listing), phone="+1 775 555 0143")
    assert "taken-back" not in reasons(later)


def test_a_group_pauses_and_comes_back_by_itself(client, listing):
    link = factories.mailed_link(listing)
    review.pause(link)
    assert client.get(listing.get_absolute_url()).status_code == 404

    review.resume(link)

    assert client.get(listing.get_absolute_url()).status_code == 200
    assert Submission.objects.get(organization=listing).state == "published"
    assert list(Decision.objects.values_list("kind", flat=True))[-3:] == ["withdraw", "ask-restore", "restore"]
    assert trail.verify().faults == []


@pytest.mark.parametrize("reason", ["safety", "wrong", "failed-review"])
def test_no_link_brings_back_what_a_curator_took_down(listing, reason):
    link = factories.link(listing)
    review.withdraw(listing, by=factories.pair()[0], reason=reason)

    with pytest.raises(ReviewError, match="cannot be put back from here"):
        review.resume(link)

    assert not fresh(listing).is_listed


def test_a_paused_listing_that_is_reported_is_kept_down(listing):
    link, report = factories.link(listing), factories.report(listing)
    review.pause(link)

    reports.take_down(report, by=factories.reviewer())

    with pytest.raises(ReviewError, match="cannot be put back from here"):
        review.resume(link)


def test_a_group_cannot_turn_what_a_curator_took_down_into_its_own_pause(listing):
    link = factories.link(listing)
    review.withdraw(listing, by=factories.reviewer(), reason="safety")

    with pytest.raises(ReviewError, match="taken down already"):
        review.pause(link)


def test_leaving_while_colleagues_mean_to_put_it_back_keeps_it_down_and_takes_two_to_undo(settings, listing):
    settings.REVIEWERS_TO_PUBLISH = 1
    first, second = factories.pair()
    link = factories.link(listing)
    review.withdraw(listing, by=first, reason="wrong")
    review.ask_restore(listing, by=first, words="It was right.")

    review.leave(link)

    with pytest.raises(ReviewError):
        review.restore(listing, by=second)
    review.ask_restore(listing, by=first, words="It was right.")
    with pytest.raises(ReviewError, match="somebody else has to agree"):
        review.restore(listing, by=first)


def test_who_left_and_was_put_back_can_pause_and_resume_again(listing):
    first, second = factories.pair()
    review.leave(factories.link(listing))
    review.ask_restore(listing, by=first, words="They wrote to us.")
    review.restore(listing, by=second)
    link = factories.mailed_link(listing)

    review.pause(link)
    review.resume(link)

    assert fresh(listing).is_listed


def test_a_pause_ends_by_the_group_or_by_two_curators_whatever_the_setting(settings, listing):
    settings.REVIEWERS_TO_PUBLISH = 1
    first, _second = factories.pair()
    review.pause(factories.link(listing))
    review.ask_restore(listing, by=first, words="They wrote to us.")

    with pytest.raises(ReviewError, match="somebody else has to agree"):
        review.restore(listing, by=first)


def test_leaving_ends_every_link_and_is_remembered_by_nothing_readable(listing):
    link, other = factories.link(listing), factories.link(listing, "leadership")

    review.leave(link)

    assert not fresh(listing).is_listed
    assert not GroupLink.objects.get(pk=other.pk).is_living
    assert ledger(listing) == [("listing", False)]
    kept = str(list(OptOut.objects.values()))
    assert OptOut.objects.count() == 3
    assert not any(word in kept.casefold() for word in ("lantern", "example"))
    # However it is written; three of its digits alone stand in a digest now and then.
    assert "7755550100" not in re.sub(r"\D", "", kept)


def test_a_curator_told_that_a_group_leaves_remembers_it_too(listing):
    review.withdraw(listing, by=factories.reviewer(), reason="group-asked")

    assert OptOut.objects.count() == 3
    assert Agreement.objects.get().channel == "curator"


def test_who_is_put_back_by_two_is_not_remembered_any_more(listing):
    first, second = factories.pair()
    review.leave(factories.link(listing))
    review.ask_restore(listing, by=first, words="The link was stolen; we called them.")
    review.restore(listing, by=second)

    assert not OptOut.objects.exists()
    assert fresh(listing).is_listed


@pytest.mark.parametrize("act", ["update", "delete"])
def test_the_database_keeps_every_line_of_the_ledger(listing, act):
    review.confirm(factories.link(listing), agrees=True)
    lines = Agreement.objects.filter(listing=listing)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        lines.update(is_given=False) if act == "update" else lines.delete()

    assert ledger(listing) == [("listing", True)]


def test_the_trail_says_which_link_it_was_and_who_made_it(listing):
    review.pause(factories.link(listing))

    line = Decision.objects.filter(kind="withdraw").latest("seq")
    assert (line.actor, line.payload.body["link_by"]) == (trail.THE_GROUP, factories.pair()[0].get_username())


def test_a_link_says_when_it_was_first_used_and_what_failed_was_no_use(listing):
    link = factories.link(listing)
    with pytest.raises(ReviewError):
        review.confirm(link, seen=0)
    unused = GroupLink.objects.get(pk=link.pk).used_at
    review.hide(link, ["phone"])
    first = GroupLink.objects.get(pk=link.pk).used_at

    review.hide(link, ["email"])

    assert unused is None
    assert GroupLink.objects.get(pk=link.pk).used_at == first is not None


def test_the_trail_says_that_the_group_confirmed_and_whether_it_agrees(listing):
    for agrees in (False, True):
        review.confirm(factories.link(listing), agrees=agrees)

    found = Decision.objects.filter(kind="confirm").select_related("payload").order_by("seq")
    assert [(line.actor, line.payload.body["agrees"]) for line in found] == [
        (trail.THE_GROUP, False),
        (trail.THE_GROUP, True),
    ]


def test_a_group_that_pauses_while_a_return_is_proposed_stays_down_and_cannot_end_that_alone(listing):
    first, second = factories.pair()
    link = factories.link(listing)
    review.withdraw(listing, by=first, reason="wrong")
    review.ask_restore(listing, by=first, words="It is right again.")

    review.pause(link)

    with pytest.raises(ReviewError, match="cannot be put back"):
        review.restore(listing, by=second)
    with pytest.raises(ReviewError, match="cannot be put back from here"):
        review.resume(link)
