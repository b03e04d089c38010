"""The list of words belongs to the site's administrators; what came with it is where they begin."""

import pytest
from django.core.exceptions import ValidationError

from curation import notes, review
from curation.language import flags, wordlist
from curation.language.terms import terms
from curation.models import Clearance, LanguageTerm
from tests import factories
from tests.curation.sheets import bringing

SAYS_SO = "We rescue women from the streets."


def own_term(**given):
    said = {
        "slug": "lifeline",
        "words": "throw* a lifeline\ncharity case",
        "why": "Pity.",
        "suggestion": "Say what you do.",
    }
    return LanguageTerm(**(said | given))


def found(text):
    return [(note.term_id, note.severity, note.suggestion) for note in flags(text, words=wordlist.in_use())]


def test_a_site_begins_with_the_list_that_came_with_it(db):
    assert {term.id for term in wordlist.in_use()} == {term.id for term in terms()}
    assert flags(SAYS_SO, words=wordlist.in_use()) == flags(SAYS_SO)


def test_what_somebody_edited_counts_and_stays_when_the_site_starts_again(db):
    LanguageTerm.objects.filter(slug="rescue").update(severity=1, suggestion="Help.")

    assert wordlist.add_missing() == 0
    assert found(SAYS_SO) == [("rescue", 1, "Help.")]


def test_a_term_that_is_switched_off_is_not_looked_for(db):
    LanguageTerm.objects.filter(slug="rescue").update(is_used=False)

    assert found(SAYS_SO) == []


def test_words_of_ones_own_are_found_in_their_forms_and_nowhere_else(db):
    own_term().save()

    assert found("We throw women a net. She is throwing a lifeline. Charity-case files.") == [
        ("lifeline", 2, "Say what you do."),
        ("lifeline", 2, "Say what you do."),
    ]
    assert found("We are not a charity case.") == []
    assert found("Charity cases.") == []


def test_words_can_be_added_to_a_term_that_came_with_the_site(db):
    LanguageTerm.objects.filter(slug="rescue").update(words="swoop* in")

    assert [term for term, *_rest in found("Volunteers swoop in. They rescue girls.")] == ["rescue", "rescue"]


@pytest.mark.parametrize(
    "words", ["", "  \n", "a*", "the (women|girls)", "[x]", "one two three four five six seven eight nine"]
)
def test_words_that_cannot_be_looked_for_are_refused_with_a_sentence(words):
    with pytest.raises(ValidationError) as refused:
        own_term(words=words).clean()

    assert list(refused.value.message_dict) == ["words"]


def test_what_was_set_aside_for_a_listing_is_not_asked_again_with_its_next_change(db):
    quoted = factories.submission(description="We rescue each week's leftovers of the word “help”. " + SAYS_SO)
    reader, _second = factories.pair()
    review.claim(quoted, by=reader)
    digests = {remark.note.digest for remark in notes.language_remarks(quoted)}
    for digest in digests:
        review.clear(quoted, by=reader, subject=Clearance.Subject.LANGUAGE, digest=digest, reason="Their name.")
    listing = factories.published(quoted).organization

    later = factories.change(listing, description=quoted.description + " We rescue dancers.")

    assert digests
    assert [remark.note.matched for remark in notes.language_remarks(later) if remark.clearance is None] == ["rescue"]


def test_whoever_brings_a_sheet_is_told_and_nothing_is_held_back(db):
    batch = bringing.checked([["Name", "Description"], ["Ember House", SAYS_SO]], by=bringing.coalition())

    row = bringing.row(batch, 2)
    [told] = [message for message in row.messages if message["code"] == "wording"]

    assert (told["level"], told["sample"], row.status) == ("told", "rescue", "new")
    assert "lead part" in told["text"]
    assert told["remedy"]


def test_the_list_is_made_anew_when_a_row_changes_and_only_then(db):
    before = wordlist.in_use()
    same = wordlist.in_use()

    LanguageTerm.objects.filter(slug=before[0].id).update(why="Because we say so.")
    after = wordlist.in_use()

    assert same is before
    assert (after[0].id, after[0].why) == (before[0].id, "Because we say so.")
