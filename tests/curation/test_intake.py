"""The one door in: what it takes, what it refuses, and that a refusal leaves nothing behind."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError

from curation import intake, reference, trail
from curation.models import Decision, Source, Submission
from curation.states import State
from directory.models import Organization
from directory.record import facts_of
from tests import factories


def test_what_comes_in_waits_and_has_a_line_in_the_trail(db):
    receipt = intake.receive(factories.facts(name="Casa Amarilla"), source=Source.FORM)

    assert (receipt.submission.name, receipt.submission.state) == ("Casa Amarilla", State.WAITING)
    assert [(d.kind, d.actor, d.submission) for d in Decision.objects.all()] == [
        ("receive", "(the public)", receipt.submission.uuid)
    ]
    assert not Organization.objects.exists()


def test_facts_come_out_as_they_went_in(db):
    facts = factories.facts(
        latitude="39.53",
        longitude="-119.81",
        populations=["migrants", "sex-workers"],
        ways=[
            {
                "kind": "peer-line", "label": "Night line", "link": "", "phone": "+1 775 555 0100", "schedule": "8–12",
                "languages": "English", "who_for": "", "safety_note": "",
            }
        ],
        service_areas=[{"country": "US", "region": "NV", "city": ""}],
        policies=[{"question": "police", "answer": "no", "detail": "", "source": "Their site", "as_of": "2026-05-01"}],
    )  # fmt: skip

    submission = intake.receive(facts, source=Source.FORM).submission

    assert facts_of(Submission.objects.get(pk=submission.pk)) == facts


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"name": ""}, {"name": ["This field cannot be blank."]}),
        ({"website": "javascript:alert(1)"}, {"website": ["Enter a valid URL."]}),
        ({"focus_areas": ["rescue"]}, {"focus_areas": ["“rescue” is not one we know."]}),
        (
            {"region": "Nevermore"},
            {
                "region": [
                    (
                        "“Nevermore” is not a state or region of United States of America that we know. "
                        "Use its name or its code."
                    )
                ]
            },
        ),
        ({"name": "\u200b\u2060"}, {"name": ["Write what it is called, in letters or numbers."]}),
        ({"latitude": "north"}, {"latitude": ["“north” value must be a decimal number."]}),
        (
            {"ways": [{"kind": "meeting"}]},
            {"ways": ["Line 1: Say how: a few words, a link, a number or a time."]},
        ),
        (
            {"ways": [{"kind": "meeting", "label": "Fine"}, {"kind": "chat", "label": "Bad", "link": "nowhere"}]},
            {"ways": ["Line 2: Enter a valid URL."]},
        ),
        (
            {"policies": [{"question": "police", "answer": "no", "source": "Site", "as_of": "2026-01-01"}] * 2},
            {"policies": ["The question “police” is answered twice."]},
        ),
        (
            {"public_address": "12 Front Street"},
            {
                "__all__": [
                    (
                        "A street address is kept only if the place is open to the public and the group asked for it: "
                        "tick both boxes, or leave the address out."
                    )
                ]
            },
        ),
    ],
)
def test_what_breaks_a_rule_is_refused_by_fact_and_nothing_is_kept(db, given, faults):
    with pytest.raises(ValidationError) as raised:
        intake.receive(factories.facts(**given), source=Source.FORM)

    assert raised.value.message_dict == faults
    assert not Submission.objects.exists()
    assert not Decision.objects.exists()


def test_a_region_written_out_is_kept_by_its_code(db):
    submission = factories.submission(region="new york", city="Albany")

    assert (submission.region, submission.place) == ("NY", "Albany, New York, United States of America")


def test_the_same_form_sent_twice_is_one_submission_with_one_reference(db):
    facts = factories.facts()

    first = intake.receive(facts, source=Source.FORM, nonce="once")
    again = intake.receive(facts, source=Source.FORM, nonce="once")

    assert (again.reference, again.submission, again.is_repeat) == (first.reference, first.submission, True)
    assert Submission.objects.count() == 1


def test_a_reference_is_found_however_it_is_typed_and_is_not_in_the_table(db):
    receipt = intake.receive(factories.facts(), source=Source.FORM)
    typed = f" {receipt.reference.lower().replace('-', ' ')} "

    found = Submission.objects.get(reference_digest=reference.digest(typed))

    assert found == receipt.submission
    assert receipt.reference not in str(Submission.objects.values().get())


def test_nothing_that_comes_in_can_set_what_only_review_sets(db):
    given = factories.facts() | {"state": "published", "organization": 1, "version": 9, "held_because": [], "uuid": "x"}

    submission = intake.receive(given, source=Source.SPREADSHEET).submission

    submission.refresh_from_db()
    assert (submission.state, submission.organization, submission.version) == (State.WAITING, None, 1)


def test_a_change_remembers_what_the_listing_said(db):
    organization = factories.organization(city="Reno")

    change = factories.change(organization, city="Sparks")

    assert (change.base["city"], change.city, change.purpose) == ("Reno", "Sparks", "change")


def test_two_forms_are_two_submissions_each_with_its_own_reference(db):
    first = intake.receive(factories.facts(), source=Source.FORM)
    second = intake.receive(factories.facts(), source=Source.FORM)

    assert (first.is_repeat, second.is_repeat) == (False, False)
    assert first.reference != second.reference
    assert Submission.objects.count() == 2


def test_of_a_form_sent_twice_at_the_same_moment_the_second_gets_the_answer_of_the_first(db, monkeypatch):
    factories.submission()
    facts = factories.facts()
    first = intake.receive(facts, source=Source.FORM, nonce="once")
    monkeypatch.setattr(Submission.objects, "filter", lambda **_asked: Submission.objects.none())

    again = intake.receive(facts, source=Source.FORM, nonce="once")

    assert (again.reference, again.submission, again.is_repeat) == (first.reference, first.submission, True)
    assert Submission.objects.count() == 2


def test_another_failure_is_not_taken_for_a_form_sent_twice(db, monkeypatch):
    def broken(*_given, **_line):
        raise IntegrityError("the trail")

    monkeypatch.setattr(trail, "record", broken)

    with pytest.raises(IntegrityError, match="the trail"):
        intake.receive(factories.facts(), source=Source.FORM)
    assert Submission.objects.count() == 0


def test_a_listing_is_put_in_the_queue_once_to_be_looked_at_again(db):
    listing, other = factories.organization(), factories.organization()
    factories.change(listing, city="Sparks")
    reader = factories.reviewer()

    again = intake.receive_for_review(listing, by=reader)

    assert (again.purpose, again.organization, again.state) == ("review", listing, State.WAITING)
    assert facts_of(again) == facts_of(listing)
    assert intake.receive_for_review(listing, by=reader) == again
    assert intake.receive_for_review(other, by=reader).organization == other
    with pytest.raises(PermissionDenied):
        intake.receive_for_review(listing, by=factories.user("Coalition"))


def test_many_come_in_whole_or_not_at_all(db):
    sender, listing = factories.user("Coalition"), factories.organization()
    good = factories.facts(languages=["en", "es"], ways=[{"kind": "meeting", "label": "Mondays"}])
    arrivals = [
        intake.Arrival(factories.facts() | good, nonce="a"),
        intake.Arrival(facts_of(listing) | {"city": "Sparks"}, nonce="b", organization=listing),
    ]
    bad = intake.Arrival(factories.facts(country="XX"), nonce="c")

    with pytest.raises(ValidationError) as raised:
        intake.receive_many([*arrivals, bad], source=Source.SPREADSHEET, by=sender)
    left = Submission.objects.filter(submitted_by=sender).count()
    new, change = intake.receive_many(arrivals, source=Source.SPREADSHEET, by=sender)

    assert raised.value.message_dict["country"] == ["“XX” is not a country we know."]
    assert left == 0
    assert facts_of(Submission.objects.get(pk=new.pk))["languages"] == ["en", "es"]
    assert Submission.objects.get(pk=new.pk).ways.get().label == "Mondays"
    assert [(each.purpose, each.organization, each.base and each.base["city"]) for each in (new, change)] == [
        ("new", None, None),
        ("change", listing, "Reno"),
    ]
    assert intake.receive_many([], source=Source.SPREADSHEET, by=sender) == []
