"""The words of a copy: in files of a bounded size, each where the first file says, and as the site compares them."""

import json
import re

import pytest

from directory import index
from directory.mirror import words
from directory.mirror.progress import Progress
from directory.vocabulary import Synonym
from tests import factories

pytestmark = pytest.mark.django_db
PIECE = re.compile(r"WORDS\.take\((\d+),(.+)\);\n", re.DOTALL)


class NoBar:
    total = 0

    def update(self, n=1):
        pass


def written():
    """Return the rules, and the words of each file by its number."""
    files = {name: content.decode() for name, content in words.files(index.current(), Progress(NoBar()))}
    rules = json.loads(files.pop(words.INDEX).removeprefix("var WORDS = ").removesuffix(";\n"))
    return rules, {int(number): json.loads(said) for number, said in map(parts, files.values())}


def parts(content):
    return PIECE.fullmatch(content).groups()


def numbers(steps):
    return [sum(steps[: at + 1]) for at in range(len(steps))]


def test_every_word_is_in_the_file_that_begins_before_it_and_no_file_is_long(monkeypatch):
    monkeypatch.setattr(words, "BYTES", 200)
    monkeypatch.setattr(words, "AT_ONCE", 2)
    for name in ("Ember House", "Copper House", "Amber House", "𝒜storia 香港", "٣ Stars"):
        factories.organization(name=name)

    rules, files = written()

    everything = [word for number in sorted(files) for word in files[number]]
    assert everything == sorted(everything, key=words.as_compared)
    assert len(everything) == len(set(everything)) > 50
    assert rules["starts"] == [next(iter(files[number])) for number in range(len(files))]
    sizes = [sum(len(json.dumps(pair)) for pair in said.items()) for said in files.values() if len(said) > 1]
    assert (len(files) > 5, max(sizes) < 1500) == (True, True)


def test_a_word_tells_by_their_place_in_the_order_of_names_which_groups_have_it_where(monkeypatch):
    monkeypatch.setattr(words, "AT_ONCE", 2)
    factories.organization(name="Ember House", description="Copper pans.")
    factories.organization(name="Copper House", city="Reno")
    factories.organization(name="Amber House", country="GB", region="SCT", city="Copper")
    factories.withdrawn(name="Copper Withdrawn")

    rules, files = written()

    [copper] = [said["copper"] for said in files.values() if "copper" in said]
    assert [numbers(steps) for steps in copper] == [[1], [0], [2]]
    [scotland] = [said["=region=GB-SCT"] for said in files.values() if "=region=GB-SCT" in said]
    assert [numbers(steps) for steps in scotland] == [[0], [], []]
    assert "withdrawn" not in json.dumps(files)
    assert ("the" in rules["stop"], rules["spellings"][0][1]) == (True, "iz$1")


def test_words_that_mean_the_same_and_letters_without_spaces_are_found_together():
    Synonym.objects.create(typed="zebra", also="legal help\nadvice")
    factories.organization(name="香港姐姐", description="Free legal help. Help that is legal.")

    rules, files = written()

    assert rules["synonyms"]["zebra"] == [["legal", "help"], ["advice"]]
    said = {word for file in files.values() for word in file}
    assert {"legal help", "香 港", "港 姐", "姐 姐"} <= said
    assert said.isdisjoint({"help legal", "香 姐", "free legal"})
