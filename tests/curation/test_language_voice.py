"""Whose deed is it, and does a “not” reach it? The same word, said of oneself, of others, and of nobody."""

import pytest

from curation.language import flags, notes
from curation.language.scan import passages
from curation.language.standing import Surroundings

OTHERS = "The sentence tells what others say or do."
AGAINST = "The sentence is against this, or sets the word aside."
DENIED = "The sentence says that this is not so."


def rule(text):
    passage = passages(text)[0]
    return Surroundings(passage.prose, ()).rule(passage)


def standings(text):
    return {(note.standing, note.reason) for note in notes(text)}


@pytest.mark.parametrize(
    "text",
    [
        "Reporters ask about the women our night team rescues.",
        "Boys sold as runaways are rescued by our drivers.",
        "In the last century others talked; today our volunteers rescue girls.",
        "We urge the county to crack down on spas.",
        "The girl we saved in May sings in our choir.",
    ],
)
def test_what_we_do_or_ask_for_ourselves_is_never_told_of_others(text):
    assert flags(text) != []


@pytest.mark.parametrize(
    "text",
    ["They offer rescue, we want contracts.", "Police raid, we pay the fines.", "The church rescues, but we rent."],
)
def test_what_others_do_is_set_against_what_we_do(text):
    assert standings(text) == {("context", OTHERS)}


@pytest.mark.parametrize(
    "text",
    [
        "They pray and rescue all night.",
        "The police rescue girls, but we need donors.",
        "They rescue girls, we pay for it.",
        "Some rescue victims, we restore survivors.",
    ],
)
def test_two_who_do_the_same_are_not_set_against_each_other(text):
    assert flags(text) != []


@pytest.mark.parametrize(
    "text",
    [
        "There are not enough raids on brothels.",
        "Our city does not do enough rescue missions for trafficked girls.",
        "We can never do enough rescue work.",
    ],
)
def test_a_wish_for_more_is_not_against_it(text):
    assert flags(text) != []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Fewer raids and more lamps.", AGAINST),
        ("Enough raids. We want lamps.", AGAINST),
        ("We are against: stings.", AGAINST),
        ("There is no such thing as a child prostitute.", DENIED),
        ("Jail is no rescue.", DENIED),
    ],
)
def test_short_ways_of_saying_no(text, reason):
    assert standings(text) == {("context", reason)}


@pytest.mark.parametrize(
    "text",
    [
        "There is nothing we won't do to rescue a girl.",
        "Nobody else is rescuing girls on this coast.",
        "Officers can't save these girls alone.",
        "Our house does not admit junkies after dark.",
        "Survivors of trafficking are restored at our farm.",
        "Our speakers tell students how predators hunt.",
    ],
)
def test_a_not_or_a_harm_in_another_clause_is_no_excuse(text):
    assert flags(text) != []


def test_a_graduate_of_our_home_speaks_for_us():
    assert rule("“This place restores women,” says Ana, a graduate of our farm.") == ""
    assert rule("“This place restores women,” says Ana, a graduate of State.") == "quoted"
