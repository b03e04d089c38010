"""What the public says of proposed criteria: anybody may, until the last day, and curators alone read it."""

import re
import time
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from curation import amending, anonymous, comments, drafting, retention
from curation.models import CriteriaComment, CriteriaSet
from curation.review import ReviewError
from curation.views.comments import COMMENTS
from tests import factories

pytestmark = pytest.mark.django_db

PAGE, FORM = "/how-we-vet/2/", "/how-we-vet/2/comment/"
WORDS = "Ask who pays for it, too."


@pytest.fixture(autouse=True)
def proposed():
    COMMENTS.forget()
    by = factories.user("Administrator", username="wren")
    draft = drafting.copy_as_draft(CriteriaSet.objects.current(), by=by)
    return amending.open_for_comment(draft, until=timezone.localdate() + timedelta(days=14), by=by)


def stamp():
    return anonymous.Stamp("a page", time.time() - 60).signed()


def send(client, words=WORDS, **sent):
    return client.post(FORM, {"words": words, "stamp": stamp(), **sent}, REMOTE_ADDR="203.0.113.9")


def over(criteria):
    CriteriaSet.objects.filter(pk=criteria.pk).update(comment_until=timezone.localdate() - timedelta(days=1))
    criteria.refresh_from_db()


def test_anybody_comments_without_a_cookie_and_once(client, proposed):
    assert FORM in client.get(PAGE).content.decode()

    answer = send(client)
    send(client)

    assert "Thank you. We have it." in answer.content.decode()
    assert (answer.cookies, answer["Cache-Control"]) == ({}, "no-store")
    kept = CriteriaComment.objects.get()
    assert (kept.criteria, kept.words, kept.held_because) == (proposed, WORDS, [])


def test_nothing_is_said_of_it_in_public_and_curators_read_it_beside_the_version(client, proposed):
    def public():
        pages = [client.get(page).content for page in ("/how-we-vet/", PAGE, FORM)]
        return [re.sub(rb'name="stamp" value="[^"]*"', b"", page) for page in pages]

    before = public()
    send(client)
    assert CriteriaComment.objects.exists() and public() == before

    client.force_login(factories.reviewer())
    page = client.get(reverse("admin:curation_criteriaset_change", args=[proposed.pk])).content.decode()
    assert WORDS in page and 'name="comments-0-words"' not in page
    client.force_login(factories.user("Coalition"))
    assert client.get(reverse("admin:curation_criteriaset_change", args=[proposed.pk])).status_code == 403


def test_a_private_detail_is_pointed_out_first(client):
    words = "Call me at +1 775 555 0100 or write to jane.doe@example.org."
    shown = send(client, words).content.decode()
    assert not CriteriaComment.objects.exists()

    digests = re.search(r'name="shown" value="([^"]*)"', shown)[1]
    send(client, words, shown=digests, as_is="on")

    assert CriteriaComment.objects.get().words == words


def test_nothing_written_comes_back_with_a_sentence(client):
    assert "Write what you think first." in send(client, " ").content.decode()
    assert not CriteriaComment.objects.exists()


def test_what_looks_like_spam_is_kept_and_marked(client):
    for number in range(12):
        send(client, f"Number {number}: a word about it.")
    send(client, "Filled in by a machine.", remark_b="x")

    kept = CriteriaComment.objects.order_by("-pk")
    assert kept.count() == 13
    assert kept[0].held_because and kept[1].held_because and not kept.last().held_because


def test_another_site_s_form_is_not_taken(client):
    answer = client.post(FORM, {"words": WORDS, "stamp": stamp()}, headers={"sec-fetch-site": "cross-site"})

    assert (answer.status_code, CriteriaComment.objects.count()) == (403, 0)


def test_after_the_last_day_the_form_is_gone_and_no_notice_says_otherwise(client, proposed):
    over(proposed)

    late = send(client).content.decode()
    page, in_force = client.get(PAGE).content.decode(), client.get("/how-we-vet/").content.decode()

    assert "not open to comments" in late and WORDS in late and "<textarea" not in late
    assert FORM not in page
    for shown in (page, in_force):
        assert "Comments ended on" in shown and "pen to comments" not in shown and "Nothing changes before" not in shown
    with pytest.raises(ReviewError, match="not open"):
        comments.receive(proposed, words=WORDS, nonce="late")
    assert not CriteriaComment.objects.exists()


def test_a_draft_and_what_is_in_force_take_no_comments(client, proposed):
    assert "not open to comments" in client.get("/how-we-vet/1/comment/").content.decode()

    amending.take_back(proposed, by=factories.user("Administrator"))
    assert send(client).status_code == 404


def test_what_is_proposed_can_be_read_while_nothing_is_in_force(client):
    CriteriaSet.objects.filter(version="1").update(status="retired")

    answer = client.get(PAGE)

    assert (answer.status_code, client.get("/how-we-vet/").status_code) == (200, 404)
    assert "Read the version in force" not in answer.content.decode()


@pytest.mark.parametrize("fate", ["in force", "taken back"])
def test_they_go_ninety_days_after_it_came_into_force_or_was_taken_back(client, proposed, monkeypatch, fate):
    send(client)
    over(proposed)
    by = factories.user("Administrator")
    if fate == "in force":
        amending.propose_in_force(proposed, on=timezone.localdate(), by=by)
        amending.put_in_force(proposed, by=factories.user("Administrator"))
    else:
        amending.take_back(proposed, by=by)

    real = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: real + timedelta(days=89))
    list(retention.forget())
    assert CriteriaComment.objects.count() == 1

    monkeypatch.setattr(timezone, "now", lambda: real + timedelta(days=92))
    list(retention.forget())
    assert CriteriaComment.objects.count() == 0


def test_while_it_is_proposed_they_are_kept(client, proposed, monkeypatch):
    send(client)
    real = timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: real + timedelta(days=200))

    list(retention.forget())

    assert CriteriaComment.objects.count() == 1
