"""The scan finds listed words in a text's own voice and tells them from the same words in other company."""

import json
import re
import time
from dataclasses import replace
from pathlib import Path

import pytest

from curation.language import Note, flags, index_of, notes, possible
from curation.language.letters import Index
from curation.language.terms import SOURCE, terms
from curation.prose import Prose
from fixtures.build.company import UNSEEN
from fixtures.build.letters import letters_of

SENTENCES = [
    json.loads(line) for line in Path(__file__).with_name("language_sentences.jsonl").read_text("utf-8").splitlines()
]
SETS = sorted({sentence["set"] for sentence in SENTENCES})
# What is promised has to be measured where it was not learned: three writers were kept apart, the last of them from
# whoever wrote the rules too. Of the others' sentences, from which the weights were made, nearly all come out right;
# that they do says only that nothing broke.
LEAST = {"unseen": 0.95, "writer-h": 0.98, "blind": 0.95}
MOST = {"unseen": 0.12, "writer-h": 0.13, "blind": 0.1}
LEAST_LEARNED, MOST_LEARNED = 0.97, 0.06


def standings(text, **options):
    return [(note.term_id, note.standing) for note in notes(text, **options)]


def share_flagged(which, kind):
    chosen = [sentence for sentence in SENTENCES if sentence["set"] == which and sentence["kind"] == kind]
    return sum(bool(flags(sentence["text"])) for sentence in chosen) / len(chosen)


def test_looking_for_a_few_letters_first_misses_no_match():
    texts = [Prose(sentence["text"]).folded for sentence in SENTENCES]

    missed = [
        (term.id, text)
        for term in terms()
        for text in texts
        if term.pattern.search(text) and not any(some in text.casefold() for some in term.letters)
    ]

    assert missed == []
    assert min(len(term.letters) for term in terms()) > 0


@pytest.mark.parametrize("which", SETS)
def test_direct_uses_are_flagged(which):
    assert share_flagged(which, "flag") >= LEAST.get(which, LEAST_LEARNED)


@pytest.mark.parametrize("which", SETS)
def test_look_alikes_are_not_flagged(which):
    assert share_flagged(which, "hard_negative") <= MOST.get(which, MOST_LEARNED)


def test_the_sets_it_is_held_to_are_those_nothing_was_learned_from():
    assert LEAST.keys() == MOST.keys() == UNSEEN


def test_plain_sentences_are_never_flagged():
    plain = [sentence["text"] for sentence in SENTENCES if sentence["kind"] == "easy_negative"]

    flagged = [text for text in plain if flags(text)]

    assert len(plain) > 400
    assert flagged == []


def test_a_note_says_what_where_why_and_what_else_to_write():
    text = "We meet on Mondays. We rescue women from the streets."

    [note] = notes(text)

    assert note == Note(
        term_id="rescue",
        category="savior",
        severity=3,
        matched="rescue",
        start=23,
        end=29,
        sentence="We rescue women from the streets.",
        standing="flag",
        reason="",
        why=note.why,
        suggestion=note.suggestion,
        digest=note.digest,
    )
    assert note.why.endswith(".")
    assert note.suggestion


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("We do not rescue anyone.", "The sentence says that this is not so."),
        ("We oppose police raids.", "The sentence is against this, or sets the word aside."),
        ("The rescue industry has a budget.", "The sentence talks about the word or the idea."),
        ("Critics call it modern slavery.", "The sentence tells what others say or do."),
        ("Raids on spas: forty workers lost their jobs.", "The sentence tells of harm that this does."),
        ("Slave patrols came first: the class tells that history.", "The sentence is about history."),
        ("Read Playing the Whore by Melissa Grant.", "Part of a name or the title of a law, report or group."),
        ("They rescued us from our own flat.", "The sentence tells what others say or do."),
        ("We restore voting rights.", "About giving back rights, benefits, papers, money or services."),
        ("Read the Modern Slavery Act summary.", "Part of a name or the title of a law, report or group."),
        ("He used the word “whore” twice.", "In quotation marks: someone else's words, or a word being discussed."),
    ],
)
def test_context_comes_with_its_reason(text, reason):
    assert [(note.standing, note.reason) for note in notes(text)] == [("context", reason)]


@pytest.mark.parametrize(
    "text",
    [
        "We never stop rescuing girls.",
        "We not only rescue but restore.",
        "It is not enough to rescue.",
        "Why not help us rescue a child?",
        "We will not tolerate modern slavery.",
        "We make no charge to the women we rescue.",
        "Without your gift we cannot save these girls.",
        "We oppose decriminalization and back the Equality Model.",
        "There is no difference between prostitution and trafficking.",
    ],
)
def test_a_negation_that_denies_nothing_is_no_excuse(text):
    assert {standing for _term, standing in standings(text)} == {"flag"}


@pytest.mark.parametrize(
    "text",
    ["She said “rescue” twice.", "She said «rescue» twice.", 'She said "rescue" twice.', "She said ‘rescue’ twice."],
)
def test_every_kind_of_quotation_mark_counts(text):
    assert standings(text) == [("rescue", "context")]


def test_an_apostrophe_is_no_quotation_mark():
    assert standings("The workers' friends rescue the girls' families.") == [("rescue", "flag")]


def test_an_own_motto_in_quotation_marks_is_still_own_voice():
    assert standings("Our motto is “We rescue”.") == [("rescue", "flag")]


def test_the_organizations_own_name_is_context_only_for_that_organization():
    text = "Harbor Rescue opens at nine."

    assert standings(text, names=["Harbor Rescue"]) == [("rescue", "context")]
    assert standings(text) == [("rescue", "flag")]


def test_a_word_shares_the_reason_of_the_longer_words_it_stands_in():
    text = "Whether or not you exit prostitution, our door is open."

    assert {standing for _term, standing in standings(text)} == {"context"}


def test_a_match_over_a_full_stop_hides_none_behind_it():
    assert standings("Know something? Spot the signs of trafficking.") == [("report_suspicious", "flag")]


def test_a_headline_in_capitals_is_not_a_name():
    assert standings("WE RESCUE GIRLS AND FUND THE MISSION") == [("rescue", "flag")]


def test_words_are_matched_whole():
    assert notes("The rescuetime app, prisoners of chainsaws, and Johnson.") == []


@pytest.mark.parametrize(
    "written",
    [
        "modern-day slavery",
        "modern\u2011day slavery",
        "MODERN–DAY SLAVERY",
        "mod\u00adern-day sla\u200bvery",
        "modern-day\u00a0slavery",
        "ｍｏｄｅｒｎ-day slavery",
        "modern-day slаvery",
    ],
)
def test_typography_hides_nothing_and_places_are_those_of_the_text_as_typed(written):
    text = f"“Hello” – we end {written} in our city."

    [note] = flags(text)

    assert note.term_id == "modern_slavery"
    assert text[note.start : note.end] == note.matched == written


@pytest.mark.parametrize(
    ("typed", "term"),
    [
        ("prostitues", "prostitute"),
        ("Prostituion", "prostitute"),
        ("PREDATROS", "predators"),
        ("rescueing", "rescue"),
        ("#EndDemand", "end_demand"),
        ("commercial-sex workers", "csw"),
    ],
)
def test_a_slip_of_the_keys_a_hashtag_or_a_hyphen_hides_nothing(typed, term):
    text = f"“Hello”: we speak of {typed}, they write."

    [note] = flags(text)

    assert note.term_id == term
    assert note.matched in typed
    assert text[note.start : note.end] == note.matched
    assert typed.endswith(note.matched)


def test_another_real_word_is_no_slip():
    assert notes("The restorer saw the slaver drool on the laughter of the draughter.") == []


def test_a_dismissal_survives_spacing_and_capitals_but_not_other_words():
    first = flags("We rescue women.")[0].digest

    assert flags("Hello.  WE  rescue women!")[0].digest == first
    assert flags("We rescue young women.")[0].digest != first


def test_a_sentence_does_not_end_after_an_abbreviation():
    [note] = notes("At St. James Church, e.g. in the hall, we rescue girls. Come by.")

    assert note.sentence == "At St. James Church, e.g. in the hall, we rescue girls."


def test_one_word_repeated_without_end_is_noted_three_times_a_sentence():
    assert len(notes("rescue " * 500)) == 3


@pytest.mark.parametrize(
    "unit",
    [
        "rescue ",
        "a",
        "a\n",
        "'a ",
        '"a',
        "Act of ",
        "not, ",
        "every child ",
        "save  ",
        "modern-",
        "restore a ",
        "women are sold ",
    ],
)
def test_no_text_of_4000_characters_keeps_anyone_waiting(unit):
    text = (unit * 4000)[:4000]
    notes(text)

    seconds = min(_seconds_for(text) for _attempt in range(3))

    assert seconds < 0.15


def test_every_term_is_complete_and_known_once():
    entries = json.loads(SOURCE.read_text("utf-8"))["terms"]

    assert len({term.id for term in terms()}) == len(entries) == 50
    assert {term.severity for term in terms()} == {1, 2, 3}
    assert [term.id for term in terms() if not (term.why and term.acceptable_when and term.suggestion)] == []
    assert len({term.category for term in terms()}) == 8


def _seconds_for(text):
    start = time.process_time()
    notes(text)
    return time.process_time() - start


def test_the_letters_of_the_list_are_those_its_patterns_need():
    stale = [term.id for term in terms() if list(term.letters) != letters_of(term.pattern.pattern)]

    assert stale == [], "A pattern was changed: python -m fixtures.build.letters"


def test_a_pattern_of_which_no_letter_is_sure_cannot_be_looked_for():
    with pytest.raises(ValueError, match="has to hold some letters"):
        letters_of(r"\w+(?:now)?")


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bwom[ae]n\b", ["woman", "women"]),
        (r"sav(?:e|ing) \w+ lives", [" lives"]),
        (r"colou?rs?", ["color", "colour"]),
        (r"(?:\w+ )*street(?! party)", ["street"]),
        (r"(?:ab|cd)\d+(?:long enough|[^x])", ["ab", "cd"]),
        (r"x{2,9}\d+zebra", ["zebra"]),
        (r"\bims?\b(?= (?:industry|are fronts))", [" are fronts", " industry"]),
        (r"each(?= (?:way|time)) \w+", ["each time", "each way"]),
        (r"(?<=rescue )(?:im|or)", ["im", "or"]),
    ],
)
def test_what_every_match_of_a_pattern_holds(pattern, needed):
    assert letters_of(pattern) == needed


def test_a_word_calls_for_the_same_terms_each_time():
    index = index_of(terms())
    texts = ["We rescue girls.", "rides to court and meals", "our victims", "court-ordered treatment", "court"]
    first = [[term.id for term in possible(text, index)] for text in texts]

    assert [[term.id for term in possible(text, index)] for text in reversed(texts)] == first[::-1]
    assert [[term.id for term in possible(text, Index(terms()))] for text in texts] == first


def test_a_word_shorter_than_a_run_of_letters_is_found_too():
    words = [*terms(), replace(terms()[0], id="own", letters=("ho",), pattern=re.compile(r"\bho\b"))]

    assert [note.term_id for note in notes("They call us ho.", words=words)] == ["own"]
