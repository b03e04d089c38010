"""The queue and the first page of the desk: what is there, in which order, and at what cost."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from curation import review
from curation.models import Submission
from tests import factories
from tests.curation.admin import desk

QUEUE = "admin:curation_submission_changelist"


@pytest.fixture
def client(db):
    return desk.signed_in(factories.publisher())


def names(client, **asked):
    return [row.name for row in client.get(reverse(QUEUE), asked).context["cl"].result_list]


def test_what_is_open_is_listed_oldest_first_and_what_is_over_only_when_asked_for(client):
    over = factories.organization()
    older, newer = factories.submission(), factories.submission()

    assert names(client) == [older.name, newer.name]
    assert names(client, needs="all") == [over.name, older.name, newer.name]
    assert names(client, state__exact="published") == [over.name]
    assert names(client, q=over.name) == [over.name]


def test_the_total_beside_the_results_is_as_much_as_its_link_leads_to(client):
    factories.organization()
    open_ones = [factories.submission(), factories.submission()]

    all_open, fewer = (client.get(reverse(QUEUE), asked).content.decode() for asked in ({}, {"q": open_ones[0].name}))

    assert names(client) == [one.name for one in open_ones]
    assert (" total</a>" in all_open, "2 total</a>" in fewer) == (False, True)


def test_a_name_is_found_by_either_apostrophe_as_telephones_type_another(client):
    straight = factories.submission(name="Rosa's Table")
    curly = factories.submission(name="Rosa’s Kitchen")

    assert names(client, q="rosa’s") == names(client, q="ROSA's") == [straight.name, curly.name]
    assert names(client, q="rosa’s kitchen") == [curly.name]
    assert client.get(reverse("admin:directory_organization_changelist"), {"q": "rosa’s"}).status_code == 200
    assert client.get(reverse("admin:curation_decision_changelist"), {"q": "rosa’s"}).status_code == 200


def test_a_submission_says_where_it_is_among_as_many_as_the_queue_lists(client):
    review.ask_restore(factories.withdrawn(), by=factories.publisher(), words="It was a mistake.")
    submission = factories.submission()

    place = client.get(desk.page(submission)).context["desk"].place

    assert (place["number"], place["total"]) == (2, len(names(client))) == (2, 2)


def test_a_submission_leads_on_to_the_next_that_needs_whoever_reads_and_from_the_last_to_the_first(db):
    reader, colleague = factories.pair()
    first, in_hand, sent, last = (factories.submission() for _number in range(4))
    factories.assessed(in_hand, by=colleague)
    Submission.objects.filter(pk=sent.pk).update(submitted_by=reader, state="in-review")
    client = desk.signed_in(reader)

    def onward(submission):
        return client.get(desk.page(submission)).context["desk"].place["onward"]

    assert [onward(one) for one in (first, in_hand, sent, last)] == [last.pk, last.pk, last.pk, first.pk]
    factories.recommended(first, by=reader)
    review.claim(last, by=colleague)
    assert onward(first) is None
    review.decline(first, by=reader, reason="closed", words="It is gone.")
    review.release(last, by=colleague)
    assert f'href="{desk.page(last)}">The next that needs you' in desk.words(client.get(desk.page(first)))


def test_the_queue_asks_the_database_as_often_for_many_rows_as_for_one(client, django_assert_max_num_queries):
    for _number in range(3):
        factories.assessed(factories.submission(), by=factories.reviewer())

    with django_assert_max_num_queries(30):
        three = names(client)
    for _number in range(6):
        factories.assessed(factories.submission(), by=factories.reviewer())
    with django_assert_max_num_queries(30):
        nine = names(client)

    assert (len(three), len(nine)) == (3, 9)


def test_the_desk_counts_what_needs_one_and_leads_there(client):
    factories.submission()
    factories.submission()

    needs = {line.need.code: line for line in client.get(reverse("admin:index")).context["needs"]}

    assert needs["new"].count == 2
    assert len(names(client, needs="new")) == 2
    assert needs["ready"].count == 0


def test_the_desk_lists_what_is_to_be_looked_at_again_with_a_button(client):
    organization = factories.organization(ground="founding")

    shown = client.get(reverse("admin:index"))

    assert [due.listing for due in shown.context["due"]] == [organization]
    assert f"Start a re-review of {organization.name}" in desk.words(shown)


def test_the_desk_shows_the_first_to_look_at_again_and_leads_to_the_rest(client):
    long_ago = timezone.localdate() - timedelta(days=400)
    for number in range(11):
        factories.organization(name=f"Amber {number:02}", vetted_on=long_ago + timedelta(days=number))

    shown = desk.words(client.get(reverse("admin:index")))
    everything = desk.words(client.get(reverse("admin:looking_again")))

    assert [f"Amber {number:02}" in shown for number in range(11)] == [True] * 9 + [False] * 2
    assert "11 now, 0 later or in review" in shown
    assert all(f"Amber {number:02}" in everything for number in range(11))


def test_the_desk_of_a_coalition_says_nothing_of_the_queue(db):
    factories.submission()
    factories.organization(ground="founding")

    shown = desk.signed_in(factories.user("Coalition")).get(reverse("admin:index"))

    assert (shown.context["needs"], list(shown.context["due"])) == ([], [])


def test_a_coalition_is_told_the_progress_of_what_it_sent_in_the_public_s_words(db):
    sender = factories.user("Coalition")
    submission = factories.submission(source="curator", by=sender)
    factories.assessed(submission, by=factories.reviewer())

    shown = desk.words(desk.signed_in(sender).get(desk.page(submission)))

    assert "We are looking at it" in shown
    assert [
        word for word in ("reviewers done", "in the hands of", "steps so far", "second look") if word in shown
    ] == []


def test_the_list_of_a_coalition_is_called_by_what_is_in_it(db):
    page = desk.signed_in(factories.user("Coalition")).get(reverse("admin:curation_submission_changelist"))

    assert page.context["cl"].title == "Submissions"


def test_the_list_of_a_coalition_says_where_each_stands_and_not_who_has_it(db):
    sender, (first, _second) = factories.user("Coalition"), factories.pair()
    submission = factories.submission(source="curator", by=sender)
    factories.assessed(submission, by=first)

    shown = desk.words(desk.signed_in(sender).get(reverse(QUEUE)))

    assert "We are looking at it" in shown
    told = (first.username, "reviewers", "In review", "with your colleagues", "needs=", "state__exact=")
    assert [word for word in told if word in shown] == []


@pytest.mark.parametrize("asked", [{}, {"progress": "withdrawn"}, {"progress": "published"}, {"q": "Copper"}])
def test_the_list_of_a_coalition_does_not_tell_that_a_listing_is_proposed_to_be_put_back(db, asked):
    sender, (first, _second) = factories.user("Coalition"), factories.pair()
    sent = factories.published(factories.submission(name="Copper House", source="curator", by=sender))
    review.withdraw(sent.organization, by=first, reason="safety")
    client = desk.signed_in(sender)

    def told():
        token = r'name="csrfmiddlewaretoken" value="\w+"'
        return re.sub(token, "", desk.words(client.get(reverse(QUEUE), asked)))

    before = told()

    review.ask_restore(sent.organization, by=first, words="It was a mistake.")

    assert told() == before
    answer = desk.press(client, sent, "reply", reply="We have moved.")
    assert desk.said(answer) == ["“Copper House” is taken down; it cannot be answered."]


@pytest.mark.parametrize(
    "asked",
    ["needs=restoring", "state__exact=restoring", "state=restoring", "claimed_by__isnull=0", "done=1", "version__gt=1"],
)
def test_a_coalition_can_ask_for_nothing_that_its_list_does_not_tell(db, asked):
    sender = factories.user("Coalition")
    factories.submission(source="curator", by=sender)

    answer = desk.signed_in(sender).get(f"{reverse(QUEUE)}?{asked}")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{reverse(QUEUE)}?e=1")


def test_the_trail_says_what_happened_to_what_and_is_searched_by_name(client):
    one, _other = factories.submission(), factories.submission()
    trail = reverse("admin:curation_decision_changelist")

    found = client.get(trail, {"q": one.name})

    assert [(line.actor, line.about_name) for line in found.context["cl"].result_list] == [("(the public)", one.name)]
    assert "sent it in" in desk.words(found)


def test_the_trail_is_read_and_narrowed_in_words(client):
    listing = factories.organization(name="Ember House")
    review.withdraw(listing, by=factories.pair()[0], reason="wrong")
    client.force_login(factories.user("Administrator", "Reviewer"))
    trail = reverse("admin:curation_decision_changelist")

    whole = client.get(trail, headers={"accept-language": "es"}).content.decode()
    taken_down = client.get(trail, {"kind": "withdraw"}).context["cl"]

    assert taken_down.title == "Lines of the trail"
    assert '<a href="?kind=withdraw">la retiró</a>' in whole
    assert "(el público)" in whole and "(the public)" not in whole
    assert [line.kind for line in taken_down.result_list] == ["withdraw"]
