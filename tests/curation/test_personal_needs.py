"""What has to stand in a text before a pattern is tried stands in every match of it."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from curation import personal
from curation.personal_needs import runs_of_digits
from curation.telling import Telling

GIVEN_NAME = "Maria"


@pytest.mark.parametrize("number", range(len(personal.RULES)))
def test_a_pattern_is_worth_trying_on_whatever_it_matches(number):
    rule = personal.RULES[number]

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.filter_too_much])
    @given(st.from_regex(rule.pattern, alphabet=st.characters(max_codepoint=126)))
    def look(text):
        # What a pattern says of names is asked later, of a name in the list.
        assert rule in personal.worth_trying(f"{text}\n{GIVEN_NAME}")

    look()


@given(st.text(alphabet=st.sampled_from("07٣² .()+/-,x@\n")), st.integers(1, 9))
def test_a_number_has_as_many_digits_as_a_pattern_would_find(text, count):
    pattern = re.compile(rf"\d(?:[ .()+/-]*\d){{{count - 1}}}")

    assert ("0" * count in runs_of_digits(text)) == bool(pattern.search(text))


def test_a_word_calls_for_the_same_each_time_and_whatever_came_before(monkeypatch):
    texts = [
        "Ask for Maria at our kitchen.",
        "rides to court",
        "Text 775 555 0123, ask for Ana",
        "MARIA, the founder",
        "court",
    ]
    first = [personal.worth_trying(text) for text in texts]

    assert [personal.worth_trying(text) for text in reversed(texts)] == first[::-1]
    monkeypatch.setattr(personal, "_TELLING", Telling(personal._called_for))
    assert [personal.worth_trying(text) for text in texts] == first


def test_an_ordinary_description_calls_for_hardly_a_pattern():
    text = "Peer support in Reno: rides to court, a legal clinic and a writing group, 2 days a week since 2014."

    assert len(personal.worth_trying(text)) <= 1
