"""What stands around a listed word is weighed, together with the rules: does the sentence do this, or tell of it?"""

import json

import pytest

from curation.language import company, flags, notes
from curation.language.scan import passages
from curation.language.standing import Surroundings
from fixtures.build import company as building
from fixtures.build.regression import Example, learned

TOLD_OF = "The words around it are those of sentences that tell of this, and seldom of doing it."
# Two computers may round a weight differently.
LAST_DIGIT = 1


def signs(text, rule=""):
    return company.signs(passages(text)[0], rule)


def rule(text):
    passage = passages(text)[0]
    return Surroundings(passage.prose, ()).rule(passage)


def test_the_weights_are_those_the_sentences_teach():
    stored, learnt = json.loads(company.SOURCE.read_text("utf-8")), building.weights()

    changed = [
        sign
        for sign in stored.keys() | learnt.keys()
        if abs(stored.get(sign, 0) - learnt.get(sign, 0)) > (LAST_DIGIT if sign in stored and sign in learnt else 4)
    ]

    assert changed == [], "Sentences, patterns or rules were changed: python -m fixtures.build.company"


def test_nothing_is_learned_from_the_sentences_it_is_measured_by(monkeypatch):
    asked = []
    monkeypatch.setattr(building, "_weighed", asked.extend)

    building.weights()

    sets = {sentence.set for sentence in asked}
    assert len(asked) > 9_000
    assert len(sets) > 20
    assert not building.UNSEEN & sets
    assert len([sentence for sentence in building.labelled() if sentence.set in building.UNSEEN]) > 800


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
def test_no_rule_has_to_know_each_other_sense(text):
    assert rule(text) == ""
    assert {note.reason for note in notes(text)} == {TOLD_OF}


def test_what_speaks_for_a_direct_use_outweighs_a_rule():
    text = "We will never, ever stop until every girl is rescued from prostitution by our team."

    assert rule("It's not her fault she's a prostitute, and we tell her so in every card we send.") == "denied"
    assert flags("It's not her fault she's a prostitute, and we tell her so in every card we send.") != []
    assert flags(text) != []


def test_the_signs_are_words_pairs_places_the_match_and_the_rule():
    found = signs("Come by. Guards push; the 3 rescued girls Pushed.", "sense: About things.")

    assert {"guard", "push", "savior: guard", "guard push", "number _", "_ girl", "^ guard", "push $"} <= found
    assert {"-1: number", "-2: the", "+1: girl", "+2: push"} <= found
    assert {"near: come", "near: by"} <= found
    assert {"category: savior", "term: rescue", "form: rescued", "written: ab ab ab"} <= found
    assert {"rule: sense", "rule: sense: About things."} <= found


def test_far_sentences_are_no_company():
    text = "Zebras came. " + "We met at noon and talked about lamps and lanes and much else. " * 3 + "We rescue girls."

    assert not {"near: zebra", "zebra"} & signs(text)
    assert "near: lane" in signs(text)


def test_a_sign_weighs_as_much_as_it_tells_the_two_apart():
    told, direct = frozenset({"always", "cop", "the"}), frozenset({"always", "girl", "the"})
    weights = learned([Example(told, is_direct=False, share=1), Example(direct, is_direct=True, share=1)] * 20)

    assert weights["girl"] > 1 > -1 > weights["cop"]
    assert abs(weights["the"]) < 0.1


def test_what_was_seen_once_teaches_nothing():
    often, rare = frozenset({"often"}), frozenset({"often", "rare"})
    weights = learned([Example(often, is_direct=True, share=1), Example(rare, is_direct=True, share=1)])

    assert weights.keys() == {"often"}
