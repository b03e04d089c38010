"""Where no rule finds an excuse, the words around a listed word say whether a sentence does this or tells of it."""

import json

import pytest

from curation.language import company, flags, notes
from curation.language.scan import passages
from fixtures.build import company as counting

TOLD_OF = "The words around it are those of sentences that tell of this, and seldom of doing it."


def reasons(text):
    return {note.reason for note in notes(text)}


def test_the_counts_are_those_of_the_sentences():
    stored = json.loads(company.SOURCE.read_text("utf-8"))

    assert stored == counting.counts(), "Sentences or patterns were changed: python -m fixtures.build.company"


def test_the_sentences_it_is_measured_by_were_not_counted(monkeypatch):
    with_all = counting.counts()["sentences"]

    monkeypatch.setattr(counting, "UNSEEN", frozenset())

    assert sum(counting.counts()["sentences"]) > sum(with_all) + 200


@pytest.mark.parametrize(
    ("does", "tells"),
    [
        ("Our ministry rescues girls from the street.", "The mayor's rescue left six tenants without a lease."),
        ("Each month we help police plan raids on spas.", "Nine of the cooks were held for a year after the raid."),
        ("Give today and restore a survivor.", "The reading room was restored by masons."),
        (
            "Prostitutes get a meal and a prayer from our team.",
            "Her file still says prostitute, and the union is suing.",
        ),
    ],
)
def test_one_word_in_two_kinds_of_company(does, tells):
    assert flags(does) != []
    assert notes(tells) != []
    assert flags(tells) == []


@pytest.mark.parametrize(
    "text",
    ["Zero tolerance for walnuts in the toddler kitchen.", "The goalkeeper snatched the ball after a corner kick."],
)
def test_words_that_are_strange_here_speak_for_another_sense(text):
    assert reasons(text) == {TOLD_OF}


def test_a_denial_is_left_to_the_rules():
    denied = "We will not rest until each girl is rescued."

    assert flags(denied) != []
    assert not {"not", "will not"} & set().union(*map(company.company, passages(denied)))


def test_a_word_is_the_same_whatever_its_ending_and_each_two_count_together():
    passage = passages("Guards push; the rescued girls pushed, they said.")[0]

    assert {"guard", "push", "girl", "guard push", "the _", "_ girl", "^ guard", "said $"} <= company.company(passage)


def test_as_many_sentences_of_both_kinds_make_a_word_weigh_nothing():
    assert company.weight(5, 5, 100, 100) == 0
    assert company.weight(9, 1, 100, 100) > 1 > -1 > company.weight(1, 9, 100, 100)
