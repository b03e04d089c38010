"""What needs a curator, and why; and what does not need them."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from curation import attention, digest, drafting, intake, links, rereviews, review, translations
from curation.models import CriteriaSet, Submission, Translation
from directory.models import Organization
from directory.record import facts_of
from tests import factories


def needs(submission, user):
    return {need.code for need in attention.NEEDS if Submission.objects.filter(need.of(user), pk=submission.pk)}


@pytest.fixture
def submission(db):
    return factories.submission()


def test_what_nobody_has_looked_at_is_new(submission):
    assert needs(submission, factories.reviewer()) == {"new"}


def test_what_one_began_waits_on_oneself_and_on_nobody_else(submission):
    first, second = factories.pair()
    factories.assessed(submission, by=first)

    assert (needs(submission, first), needs(submission, second)) == ({"begun"}, set())


def test_a_second_reader_is_wanted_but_not_the_first_nor_the_sender_nor_one_who_is_not_free(db):
    first, second = factories.pair()
    sender, recused = factories.reviewer(), factories.reviewer()
    submission = factories.submission(source="curator", by=sender)
    factories.recommended(submission, by=first)
    review.declare(submission, by=recused, has_conflict=True)

    assert needs(submission, second) == {"second"}
    assert (needs(submission, first), needs(submission, sender)) == (set(), set())
    assert list(attention.visible_to(recused)) == []


def test_a_second_reader_is_wanted_whatever_the_first_recommends(submission):
    first, second = factories.pair()
    factories.recommended(submission, by=first, recommendation="decline")

    assert needs(submission, second) == {"second"}


def test_enough_recommendations_wait_on_those_who_decide_and_on_nobody_else(submission):
    first, second = factories.pair()
    factories.recommended(submission, by=first)
    factories.recommended(submission, by=second)

    assert needs(submission, second) == {"ready"}
    assert needs(submission, factories.reviewer()) == set()


def test_enough_who_recommend_declining_wait_on_those_who_decide_too(submission):
    readers = [factories.reviewer(), factories.reviewer()]
    for reader in readers:
        factories.recommended(submission, by=reader, recommendation="decline")

    assert needs(submission, factories.publisher()) == {"to-decline"}
    assert needs(submission, readers[0]) == needs(submission, factories.reviewer()) == set()


def test_disagreement_is_for_those_who_have_said_what_they_found(submission):
    first, second = factories.pair()
    factories.recommended(submission, by=first)
    factories.assessed(submission, by=second, grade="does-not")
    before = needs(submission, second)
    review.recommend(submission, by=second, recommendation="decline")

    assert before == {"begun"}
    assert (needs(submission, first), needs(submission, second)) == ({"disagreement"}, {"disagreement"})
    assert needs(submission, factories.publisher()) == set()


def test_changed_facts_send_ones_answers_back_to_oneself(submission):
    first, second = factories.pair()
    factories.recommended(submission, by=first)
    submission.refresh_from_db()
    review.revise(submission, facts_of(submission) | {"other_names": "The Lamp"}, by=second)

    assert needs(submission, first) == {"begun", "reopened"}
    assert needs(submission, second) == {"begun"}


def test_an_answer_of_the_sender_is_waiting_to_be_read(submission):
    reader = factories.reviewer()
    review.claim(submission, by=reader)
    review.ask(submission, by=reader, question="Who decides about money?")
    before = needs(submission, reader)
    review.reply(submission, text="The members’ meeting.")

    assert before == set()
    assert needs(submission, factories.reviewer()) == {"answered"}


def test_what_looks_like_spam_is_held(db):
    submission = factories.submission()
    Submission.objects.update(held_because=["It has many links."])

    assert needs(submission, factories.reviewer()) == {"held"}


def test_putting_back_waits_for_anybody_but_whoever_proposed_it(db):
    organization = factories.withdrawn()
    first, second = factories.pair()
    entry = review.ask_restore(organization, by=first, words="It was a mistake.")

    assert (needs(entry, first), needs(entry, second)) == (set(), {"restoring"})


def test_what_is_over_needs_nobody(db):
    organization = factories.organization()
    first, _second = factories.pair()

    assert needs(organization.submissions.get(), first) == set()


def test_reasons_are_found_in_as_many_queries_for_many_as_for_one(db, django_assert_num_queries):
    submissions = [factories.submission() for _number in range(5)]
    reader = factories.reviewer()
    attention.reasons(submissions[:1], reader)

    # “ready” and “to-decline” are empty for who may not decide; “overtaken” asks first which versions of the criteria still count; one asks
    # about appeals.
    with django_assert_num_queries(len(attention.NEEDS) - 2 + 2 + 1):
        found = attention.reasons(submissions, reader)

    assert set(map(tuple, found.values())) == {("Nobody has looked at it yet.",)}


def test_listings_are_looked_at_again_after_a_year_or_when_only_the_document_vouches_for_them(db):
    long_ago = timezone.localdate() - timedelta(days=366)
    factories.organization()
    old = factories.organization(vetted_on=long_ago)
    founding = factories.organization(ground="founding", vetted_on=None)

    assert {due.listing for due in rereviews.waiting()} == {old, founding}


def test_a_listing_in_re_review_is_not_due_twice(db):
    organization = factories.organization(ground="founding")
    intake.receive_for_review(organization, by=factories.reviewer())

    assert [due.listing for due in rereviews.waiting()] == []


@pytest.mark.parametrize(("kind", "is_due"), [("substantive", True), ("editorial", False)])
def test_new_criteria_make_listings_due_only_if_they_ask_something_else(db, settings, kind, is_due):
    settings.REREVIEW_DAYS = 0
    organization = factories.organization()
    draft = drafting.copy_as_draft(CriteriaSet.objects.current(), by=factories.user("Administrator"))
    CriteriaSet.objects.filter(pk=draft.pk).update(status="effective", change_kind=kind, effective_on=date(2026, 6, 1))

    assert [due.listing for due in rereviews.waiting()] == ([organization] if is_due else [])
    assert Organization.objects.listed().count() == 1


def test_a_translation_waits_for_those_who_did_not_write_it_and_are_free(db):
    writer, reader = factories.pair()
    recused, listing = factories.reviewer(), factories.organization()
    review.declare(factories.change(listing, city="Sparks"), by=recused, has_conflict=True)
    written = factories.translation(listing, by=writer)

    assert list(attention.translations_to_read(reader)) == [written]
    for other in (writer, recused, factories.user("Coalition")):
        assert list(attention.translations_to_read(other)) == []


def test_the_desk_names_a_translation_that_waits_with_its_age_until_it_is_settled(client, db):
    writer, reader = factories.pair()
    written = factories.translation(factories.organization(name="Ember House"), by=writer)
    Translation.objects.update(made_at=timezone.now() - timedelta(days=9))
    client.force_login(reader)

    desk = client.get("/admin/").content.decode()
    assert "Ember House (es)" in desk
    assert "1 week, 2 days ago" in desk.replace("\xa0", " ")
    assert digest.counts(reader).translations == 1

    translations.decline(written, by=reader, because="It says more than the text.")
    assert "Translations to read" not in client.get("/admin/").content.decode()


def test_what_a_group_wrote_does_not_wait_for_whoever_made_its_link(db):
    maker, other = factories.pair()
    listing = factories.organization()
    link = links.make(listing, purpose="entry", by=maker).link
    translations.offer(link, "es", {listing.description: "Apoyo."}, seen=listing.version)

    assert list(attention.translations_to_read(maker)) == []
    assert attention.translations_to_read(other).count() == 1


def test_what_a_colleague_has_in_hand_wants_no_other_reader_until_they_let_go(submission):
    first, second = factories.pair()
    factories.recommended(submission, by=first)
    review.claim(submission, by=first)
    in_hand = needs(submission, second)
    review.release(submission, by=first)

    assert (in_hand, needs(submission, second)) == (set(), {"second"})


def test_what_a_colleague_began_and_left_waits_for_whoever_has_not_read_it(submission):
    first, second = factories.pair()
    factories.assessed(submission, by=first)
    in_hand = needs(submission, second)
    Submission.objects.update(claimed_until=timezone.now() - timedelta(days=7))

    assert (in_hand, needs(submission, second)) == (set(), {"left"})
    assert needs(submission, first) == {"begun"}


def test_what_a_colleague_put_down_or_turned_out_not_to_be_free_for_is_not_forgotten(submission):
    first, second, third = factories.reviewer(), factories.reviewer(), factories.reviewer()
    factories.assessed(submission, by=first)
    review.release(submission, by=first)
    put_down = needs(submission, third)
    review.declare(submission, by=first, has_conflict=True)

    assert (put_down, needs(submission, second), needs(submission, third)) == ({"left"}, {"left"}, {"left"})


def test_what_was_reopened_waits_for_whoever_has_not_read_it(submission):
    first, second = factories.publisher(), factories.reviewer()
    review.claim(submission, by=first)
    review.decline(submission, by=first, reason="not-enough", words="Nobody answered.")
    review.reopen(submission, by=second, words="I found their page.")

    assert needs(submission, second) == {"left"}


def test_a_question_without_an_answer_is_waited_for_and_then_decided_without(submission):
    first, second = factories.pair()
    review.claim(submission, by=first)
    review.ask(submission, by=first, question="Who decides about money?")
    asked = needs(submission, second)
    Submission.objects.update(moved_at=timezone.now() - attention.PATIENCE)

    assert (asked, needs(submission, first), needs(submission, second)) == (set(), {"unanswered"}, {"unanswered"})
