"""What the desk's users may read there, they may take away; nothing else is in the file."""

import csv
import io

import pytest
from django.urls import reverse

from curation import review
from tests import factories
from tests.curation.admin.desk import signed_in

pytestmark = pytest.mark.django_db


def exported(user, model):
    app = "curation" if model == "submission" else "directory"
    address = reverse(f"admin:{app}_{model}_export")
    page = signed_in(user).get(address)
    assert page.status_code == 200
    kinds = {label: value for value, label in page.context["form"].fields["format"].choices}
    answer = signed_in(user).post(address, {"format": kinds["csv"], "resource": ""})
    return {row["Name"]: row for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))}


def test_reviewers_take_the_queue_away_but_for_what_is_closed_to_them():
    reader = factories.reviewer()
    factories.submission(name="Ember House")
    closed = factories.submission(name="Copper House")
    review.declare(closed, by=reader, has_conflict=True)

    assert list(exported(reader, "submission")) == ["Ember House"]


def test_a_coalition_takes_away_only_what_it_sent():
    sender = factories.user("Coalition")
    factories.submission(name="Ember House")
    factories.submission(name="Copper House", source="curator", by=sender)

    assert {name: row["State"] for name, row in exported(sender, "submission").items()} == {
        "Copper House": "We have it"
    }


def test_a_coalition_s_table_does_not_tell_that_a_listing_is_proposed_to_be_put_back():
    sender, (first, _second) = factories.user("Coalition"), factories.pair()
    sent = factories.published(factories.submission(name="Copper House", source="curator", by=sender))
    factories.change(sent.organization, name="Copper Hall", source="curator", by=sender)
    review.withdraw(sent.organization, by=first, reason="safety")
    before = exported(sender, "submission")

    review.ask_restore(sent.organization, by=first, words="It was a mistake.")

    assert exported(sender, "submission") == before
    told = {name: row["State"] for name, row in before.items()}
    assert told == {"Copper House": "It is not listed any more", "Copper Hall": "We have it"}


def test_notes_of_senders_and_reviewers_are_in_no_file():
    reader = factories.reviewer()
    submission = factories.submission(name="Ember House")
    type(submission).objects.filter(pk=submission.pk).update(submitter_note="Told in private.")

    assert "Told in private." not in str(exported(reader, "submission"))


def test_a_first_chapter_that_waits_names_what_it_would_be_part_of():
    parent = factories.organization(name="Umbrella Union")
    factories.submission(name="Ember House", parent=str(parent.public_id))

    assert exported(factories.reviewer(), "submission")["Ember House"]["Part of"] == "Umbrella Union"


def test_listings_that_were_taken_down_are_only_for_those_who_may_see_them():
    factories.organization(name="Ember House")
    factories.withdrawn(name="Juniper House")

    assert {n: row["Public"] for n, row in exported(factories.reviewer(), "organization").items()} == {
        "Ember House": "Yes", "Juniper House": "No",
    }  # fmt: skip
    assert list(exported(factories.user("Coalition"), "organization")) == ["Ember House"]
