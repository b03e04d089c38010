"""Anybody can read what is proposed, marked as such, and what it changes."""

from datetime import timedelta

import pytest
from django.utils import timezone

from curation import amending, comparing, drafting
from curation.models import CriteriaSet
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def proposed():
    """Version 2, open to comments: one question is new, one gone and one says more."""
    by = factories.user("Administrator")
    made = drafting.copy_as_draft(CriteriaSet.objects.current(), by=by)
    made.change_note = "Members asked for it."
    made.save()
    kept, changed, gone = made.criterion_set.all()
    gone.delete()
    changed.question = changed.question.replace(" ", " always ", 1)
    changed.partly_is_enough = not changed.partly_is_enough
    changed.save()
    kept.pk, kept.code, kept.title, kept.position = None, "money", "Who decides about money", 9
    kept.save(force_insert=True)
    return amending.open_for_comment(made, until=timezone.localdate() + timedelta(days=14), by=by)


def test_words_are_told_apart_and_nothing_is_lost():
    found = comparing.pieces("Do members decide about money?", "Do all members decide?")

    assert [(piece.kind, piece.text) for piece in found] == [
        ("same", "Do "),
        ("new", "all "),
        ("same", "members "),
        ("gone", "decide about money?"),
        ("new", "decide?"),
    ]


def test_every_question_is_new_gone_changed_or_the_same(proposed):
    found = comparing.compare(CriteriaSet.objects.current(), proposed)

    assert [one.kind for one in found] == ["same", "changed", "new", "gone"]
    assert [change.label for change in found[1].changes] == ["Question", "Partly is enough to publish"]


def test_what_is_proposed_is_read_at_its_address_marked_and_compared(client, proposed):
    in_force, page = client.get("/how-we-vet/").content.decode(), client.get("/how-we-vet/2/").content.decode()

    assert "We propose to change these questions." in in_force and 'href="/how-we-vet/2/"' in in_force
    assert "always" not in in_force
    assert "It is not in force, and no group is held against it." in page
    assert '<span class="unseen">new: </span><span>always' in page
    assert "This question is new." in page and "This question is no longer asked:" in page
    assert "In force from" not in page.split('id="versions"')[0]


def test_once_it_is_a_draft_again_nobody_outside_reads_of_it(client, proposed):
    amending.take_back(proposed, by=factories.user("Administrator"))

    assert client.get("/how-we-vet/2/").status_code == 404
    assert b"We propose" not in client.get("/how-we-vet/").content


def test_a_version_in_force_is_shown_without_a_comparison(client):
    assert b'id="changes"' not in client.get("/how-we-vet/1/").content
