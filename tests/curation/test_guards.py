"""The database refuses by itself what must never happen, even to code that forgets to ask."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from curation import review, trail
from curation.models import Decision, DecisionPayload
from directory.models import Organization
from tests import factories
from tests.conftest import Database, guards


def refusal_of(act):
    with pytest.raises(DatabaseError) as raised, transaction.atomic():
        act()
    return str(raised.value).splitlines()[0]


def test_every_guard_is_in_the_database(db):
    wanted = {name for name, *_rest in guards.triggers()}
    wanted |= {"guard_agreements_update", "guard_agreements_delete", "guard_opinions_update"}
    wanted |= {"guard_set_aside_stays_silent"}
    wanted |= {"guard_verifications_update", "guard_verifications_delete"}
    wanted |= {guards.KEEP_WHOLE} if connection.vendor == "postgresql" else set()

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        standing = {row[0] for row in cursor.fetchall()}

    assert {name for name in standing if name.startswith("guard_")} == wanted


def test_the_trail_can_only_be_added_to(db):
    factories.submission()
    line = Decision.objects.get()

    refusals = {
        refusal_of(lambda: Decision.objects.update(actor="nobody")),
        refusal_of(lambda: Decision.objects.filter(seq=line.seq)._raw_delete("default")),
    }

    assert refusals == {guards.REFUSALS["trail_is_append_only"]}
    assert Decision.objects.get().actor == trail.THE_PUBLIC


def test_a_line_cannot_be_put_in_the_place_of_another(db):
    factories.submission()
    factories.submission()
    columns = ", ".join(field.column for field in Decision._meta.fields if field.column != "signature")
    into = f"{'INSERT' if connection.vendor == 'postgresql' else 'REPLACE'} INTO curation_decision"
    line = f"{into} ({columns}, signature) SELECT {columns}, 'forged' FROM curation_decision LIMIT 1"  # noqa: S608

    refused = refusal_of(lambda: Database().execute(line))

    assert refused == guards.REFUSALS["trail_has_no_gaps"]
    assert list(Decision.objects.values_list("seq", flat=True)) == [1, 2]


@pytest.mark.skipif(connection.vendor == "sqlite", reason="Only on PostgreSQL is there TRUNCATE.")
def test_the_trail_cannot_be_emptied_at_once(db):
    factories.submission()
    Database().execute("SET CONSTRAINTS ALL IMMEDIATE")

    refused = refusal_of(lambda: Database().execute("TRUNCATE curation_decision CASCADE"))

    assert refused == guards.REFUSALS["trail_is_append_only"]


def test_a_listing_taken_down_cannot_be_made_anew(db):
    organization = factories.withdrawn()
    organization.pk, organization.slug, organization.withdrawn_at = None, "anew", None

    refused = refusal_of(lambda: organization.save(force_insert=True))

    assert refused == guards.REFUSALS["listing_needs_decision"]


def test_the_words_of_a_decision_can_be_erased_but_not_changed(db):
    factories.submission()

    refused = refusal_of(lambda: DecisionPayload.objects.update(body={"source": "changed"}))
    DecisionPayload.objects.all()._raw_delete("default")

    assert refused == guards.REFUSALS["trail_words_are_fixed"]
    assert trail.verify() == trail.Verdict(lines=1, erased=1, faults=[])


def test_nothing_is_listed_without_a_decision(db):
    refused = refusal_of(lambda: Organization.objects.create(name="Slipped In", slug="slipped-in"))

    assert refused == guards.REFUSALS["listing_needs_decision"]
    assert not Organization.objects.exists()


def test_a_listing_taken_down_does_not_come_back_by_an_update(db):
    organization = factories.withdrawn()

    refused = refusal_of(lambda: Organization.objects.filter(pk=organization.pk).update(withdrawn_at=None))

    assert refused == guards.REFUSALS["return_needs_decision"]
    assert list(Organization.objects.listed()) == []


@pytest.mark.parametrize("recommending", [0, 1])
def test_a_decision_to_publish_needs_as_many_reviewers_as_it_says(db, recommending):
    submission = factories.submission()
    for reviewer in factories.pair()[:recommending]:
        factories.recommended(submission, by=reviewer)

    refused = refusal_of(
        lambda: trail.record(submission, "publish", by="somebody", listing=uuid.uuid4(), reviewers_required=2)
    )

    assert refused == guards.REFUSALS["publish_needs_reviewers"]


def test_a_decision_to_publish_that_asks_for_nobody_is_refused(db):
    submission = factories.submission()

    refused = refusal_of(
        lambda: trail.record(submission, "publish", by="somebody", listing=uuid.uuid4(), reviewers_required=0)
    )

    assert refused == guards.REFUSALS["publish_needs_reviewers"]


def test_who_sent_it_does_not_count_as_a_reviewer(db):
    first, second = factories.pair()
    submission = factories.submission()
    factories.recommended(submission, by=first)
    factories.recommended(submission, by=second)
    type(submission).objects.filter(pk=submission.pk).update(submitted_by=second)

    refused = refusal_of(
        lambda: trail.record(submission, "publish", by="somebody", listing=uuid.uuid4(), reviewers_required=2)
    )

    assert refused == guards.REFUSALS["publish_needs_reviewers"]


def test_the_founding_list_cannot_be_made_after_any_other_decision(db):
    submission = factories.submission()
    review.claim(submission, by=factories.reviewer())

    refused = refusal_of(lambda: trail.record(submission, "found", by=trail.THE_DOCUMENT, listing=uuid.uuid4()))

    assert refused == guards.REFUSALS["founding_comes_first"]


def test_putting_a_listing_back_takes_a_second_person(db):
    organization = factories.withdrawn()
    first, _second = factories.pair()
    entry = review.ask_restore(organization, by=first, words="It was a mistake.")

    refused = refusal_of(lambda: trail.record(entry, "restore", by=first, reviewers_required=2))

    assert refused == guards.REFUSALS["restore_needs_second_person"]


def test_a_line_changed_behind_the_guards_is_found(db):
    factories.submission()
    factories.submission()
    guards.remove(None, Database())

    Decision.objects.filter(seq=1).update(at=timezone.now())

    fault = "Line 1 was changed after it was written, or the trail key is not the one used."
    assert trail.verify().faults == [fault]


def test_an_end_cut_off_behind_the_guards_is_found(db):
    factories.submission()
    factories.submission()
    guards.remove(None, Database())

    DecisionPayload.objects.filter(decision=2).delete()
    Decision.objects.filter(seq=2).delete()

    assert trail.verify().faults == ["The trail should end at line 2, and ends at line 1."]


def test_words_changed_behind_the_guards_are_found(db):
    factories.submission()
    guards.remove(None, Database())

    DecisionPayload.objects.update(body={"source": "spreadsheet"})

    assert trail.verify().faults == ["The words of line 1 were changed."]
