"""A listing on the desk: take down in one step, put back in two, propose a change, look again."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from curation import review
from curation.models import Decision, Submission
from curation.states import State
from directory.models import Organization
from tests import factories
from tests.curation.admin import desk
from tests.filling import filled


@pytest.fixture
def organization(db):
    return factories.organization()


def address(organization):
    return reverse("admin:directory_organization_change", args=[organization.pk])


def test_any_reviewer_takes_a_listing_down_in_one_step(organization):
    client = desk.signed_in(factories.reviewer())

    client.post(address(organization), {"do": "withdraw", "reason": "safety", "words": "Their list leaked."})

    assert list(Organization.objects.listed()) == []
    assert Decision.objects.last().payload.body == {"reason": "safety", "words": "Their list leaked."}


def test_a_listing_is_not_taken_down_without_a_reason(organization):
    shown = desk.signed_in(factories.reviewer()).post(address(organization), {"do": "withdraw"}, follow=True)

    assert desk.said(shown) == ["Choose why it is taken down."]
    assert list(Organization.objects.listed()) == [organization]


def test_putting_back_takes_a_second_person(db):
    organization = factories.withdrawn()
    first, second = (desk.signed_in(person) for person in factories.pair())
    first.post(address(organization), {"do": "ask-restore", "words": "It was a mistake."})

    refused = first.post(address(organization), {"do": "restore"}, follow=True)
    still_down = list(Organization.objects.listed())
    second.post(address(organization), {"do": "restore"})

    assert desk.said(refused)[-1] == (
        "You proposed this yourself, or made the link it was asked by; somebody else has to agree."
    )
    assert still_down == []
    assert list(Organization.objects.listed()) == [organization]


def test_a_proposal_to_put_back_can_be_refused(db):
    organization = factories.withdrawn()
    first, second = (desk.signed_in(person) for person in factories.pair())
    first.post(address(organization), {"do": "ask-restore", "words": "It was a mistake."})

    second.post(address(organization), {"do": "refuse-restore", "words": "It was none."})

    assert Submission.objects.get(organization=organization).state == State.WITHDRAWN


def test_what_was_typed_stays_in_its_box_when_it_is_refused_and_in_the_trail_when_it_is_not(db):
    organization = factories.withdrawn()
    first, second = (desk.signed_in(person) for person in factories.pair())
    first.post(address(organization), {"do": "ask-restore", "words": "It was a mistake."})

    refused = first.post(address(organization), {"do": "restore", "words": "I looked twice."})
    second.post(address(organization), {"do": "restore", "words": "I called them."})

    assert "I looked twice.</textarea>" in desk.words(refused)
    shown = second.get(address(organization)).context["trail"]
    assert shown[-1].words == ["I called them."]


def test_what_was_taken_down_is_there_for_those_who_take_down_and_for_nobody_else(db):
    organization = factories.withdrawn()
    roles = ["Reviewer", "Coalition", "Administrator"]

    seen = {role: desk.signed_in(factories.user(role)).get(address(organization)).status_code for role in roles}

    assert seen == {"Reviewer": 200, "Coalition": 404, "Administrator": 404}


def test_the_list_tells_public_from_taken_down(organization):
    down = factories.withdrawn()
    client = desk.signed_in(factories.reviewer())
    listings = reverse("admin:directory_organization_changelist")

    public = client.get(listings, {"public": "yes"}).context["cl"].result_list
    taken_down = client.get(listings, {"public": "no"}).context["cl"].result_list

    assert (list(public), list(taken_down)) == ([organization], [down])


def test_a_re_review_is_started_once_and_by_anybody_who_may_then_review_it(organization):
    reader = factories.reviewer()
    client = desk.signed_in(reader)

    client.post(address(organization), {"do": "look-again"})
    client.post(address(organization), {"do": "look-again"})

    again = Submission.objects.get(purpose="review")
    assert (again.organization, again.submitted_by) == (organization, None)


def test_a_proposed_change_starts_from_the_listing_and_goes_through_the_queue(organization):
    reader = factories.reviewer()
    client = desk.signed_in(reader)
    propose = reverse("admin:directory_organization_propose", args=[organization.pk])

    client.post(propose, filled(client.get(propose), city="Sparks"))

    organization.refresh_from_db()
    proposed = Submission.objects.get(purpose="change")
    assert (proposed.city, proposed.submitted_by, proposed.name) == ("Sparks", reader, organization.name)
    assert organization.city == "Reno"


def test_a_proposal_made_from_an_older_listing_is_compared_first(organization):
    client = desk.signed_in(factories.reviewer())
    propose = reverse("admin:directory_organization_propose", args=[organization.pk])
    typed = filled(client.get(propose), phone="+1 775 555 0100")
    Organization.objects.filter(pk=organization.pk).update(version=9, city="Sparks")

    shown = client.post(propose, typed)

    row = next(row for row in shown.context["stale"] if row["label"] == "Town")
    assert (row["theirs"], row["mine"]) == (["Sparks"], ["Reno"])
    assert Submission.objects.filter(purpose="change").count() == 0


def test_a_coalition_sends_in_a_group_and_cannot_review_it(db):
    sender = factories.user("Coalition", "Reviewer")
    client = desk.signed_in(sender)
    add = reverse("admin:curation_submission_add")
    told = factories.facts()

    client.post(add, filled(client.get(add), name=told["name"], website=told["website"], focus_areas="connection-care"))

    sent = Submission.objects.get()
    assert (sent.name, sent.source, sent.submitted_by) == (told["name"], "curator", sender)
    assert "You sent this in yourself" in desk.words(client.get(desk.page(sent)))


def test_listings_are_narrowed_by_the_countries_there_are(organization):
    factories.organization(name="Flor", country="CR", region="", city="San José")
    client = desk.signed_in(factories.user("Reviewer"))

    everywhere = client.get(reverse("admin:directory_organization_changelist"))
    there = client.get(reverse("admin:directory_organization_changelist"), {"country": "CR"})

    assert [name for name in ("Costa Rica", "Norway") if name in desk.words(everywhere)] == ["Costa Rica"]
    assert [row.name for row in there.context["cl"].result_list] == ["Flor"]


@pytest.mark.parametrize("role", ["Coalition", "Reviewer", "Administrator"])
@pytest.mark.parametrize(
    "asked",
    [
        "reports__isnull=0",
        "submissions__gt=1",
        "links__isnull=0",
        "agreements__isnull=0",
        "proposed_translations__isnull=0",
        "keep_from_open_data__exact=1",
        "name__startswith=A",
    ],
)
def test_a_list_is_asked_only_what_it_offers(organization, role, asked):
    """A relation in the address told which listing was reported, or has something about it in the queue."""
    factories.report(organization, words="Someone was hurt there.")
    listed = reverse("admin:directory_organization_changelist")
    client = desk.signed_in(factories.user(role))

    answer, taken_away = client.get(f"{listed}?{asked}"), client.get(f"{listed}export/?{asked}")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{listed}?e=1")
    assert taken_away.status_code == 302


@pytest.fixture
def tied(db):
    """A reviewer with a conflict of interest about a listing, who declared it on a change of it."""
    return factories.reviewer("tied-to-it")


def test_a_conflict_of_interest_closes_what_belongs_to_the_listing(tied):
    listing = factories.organization(name="Quokka Harbor", phone="+1 775 555 0101")
    review.hide(factories.link(listing), ["phone"])
    listing.refresh_from_db()
    waiting = factories.translation(listing, texts={listing.description: "Palabras que nadie ha leído."})
    pages = {
        "ledger": ("its phone: taken back", reverse("admin:directory_organization_change", args=[listing.pk])),
        "link": ("The group’s own link", reverse("admin:directory_organization_change", args=[listing.pk])),
        "queue": ("In the queue", reverse("admin:directory_organization_change", args=[listing.pk])),
        "line": ("took a part of it out", reverse("admin:directory_organization_change", args=[listing.pk])),
        "words": ("nadie ha le", reverse("admin:directory_organization_translate", args=[listing.pk, "es"])),
        "waiting": (str(listing), reverse("admin:curation_translation_changelist")),
        "trail": (str(listing), reverse("admin:curation_decision_changelist")),
        "verify": ("How did you check?", reverse("admin:directory_organization_verify", args=[listing.pk])),
    }
    change = factories.change(listing, description="Other words of ours, by members.")
    client = desk.signed_in(tied)
    before = [what for what, (words, url) in pages.items() if words in desk.words(client.get(url))]

    review.declare(change, by=tied, has_conflict=True)

    after = [what for what, (words, url) in pages.items() if words in desk.words(client.get(url))]
    opened = client.get(reverse("admin:curation_translation_change", args=[waiting.pk]))
    assert (before, after, opened.status_code) == (list(pages), [], 404)


def test_what_was_taken_down_is_not_there_for_whoever_declared_a_conflict(tied):
    listing = factories.organization()
    review.declare(factories.change(listing, city="Elko"), by=tied, has_conflict=True)
    client = desk.signed_in(tied)
    pages = [address(listing), reverse("admin:directory_organization_propose", args=[listing.pk])]
    before = [client.get(page).status_code for page in pages]

    review.withdraw(listing, by=factories.pair()[0], reason="safety")

    assert (before, [client.get(page).status_code for page in pages]) == ([200, 200], [404, 404])
    assert client.post(pages[1], {"name": "Otherwise"}).status_code == 404


def test_whoever_declared_a_conflict_starts_no_re_review_and_is_told_why(tied):
    listing = factories.organization()
    review.declare(factories.change(listing, city="Elko"), by=tied, has_conflict=True)
    client, url = desk.signed_in(tied), reverse("admin:directory_organization_change", args=[listing.pk])

    shown = client.get(url)
    answer = client.post(url, {"do": "look-again"})

    assert "You declared a conflict of interest here, so it is closed to you." in desk.words(shown)
    assert 'value="look-again"' not in desk.words(shown)
    assert (answer.status_code, listing.submissions.filter(purpose="review").count()) == (403, 0)


def test_whoever_decides_on_a_return_reads_first_why_it_is_down_and_why_it_should_come_back(organization):
    first, second = factories.pair()
    review.withdraw(organization, by=first, reason="wrong", words="The first time.")
    review.ask_restore(organization, by=first, words="That was a mistake.")
    review.restore(organization, by=second)
    review.withdraw(organization, by=first, reason="closed", words="Their site is gone.")
    review.ask_restore(organization, by=first, words="They have a new site.")

    shown = desk.signed_in(second).get(address(organization))

    assert desk.words(shown).index("Agree: put it back") < desk.words(shown).index("Start a re-review")
    card = desk.words(shown).split("It is proposed to put it back</h3>")[1].split("To keep it down, say why.")[0]
    told = " ".join(re.sub(r"<[^>]*>", " ", card).split())
    today = date_format(timezone.localdate())
    assert told.startswith(f"Taken down by first-reader on {today}: It has closed Their site is gone. Proposed by")
    assert told.endswith(f"Proposed by first-reader on {today}: They have a new site.")
