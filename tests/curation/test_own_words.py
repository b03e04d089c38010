"""What this site says itself: pages, letters, documentation, vocabularies. It keeps to the words it asks of others."""

import json
import re
from pathlib import Path

from curation.language import flags

ROOT = Path(__file__).parents[2]
MARKUP = re.compile(r"\{#.*?#\}|\{%\s*(?:blocktranslate|endblocktranslate|plural)[^%]*%\}|<[^>]+>", re.DOTALL)
TRANSLATED = re.compile(r"""\{%\s*translate\s+(["'])(.*?)\1[^%]*%\}""")
TAG = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
# Not the criteria, which ask reviewers about these very words, nor the demo, which has an example to find.
VOCABULARIES = ("focus_areas", "populations", "languages", "synonyms", "founding_organizations")


def own_texts():
    for page in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]:
        yield page.name, CODE.sub(" ", page.read_text())
    for template in [*ROOT.glob("directory/**/templates/**/*.*"), *ROOT.glob("curation/templates/**/*.*")]:
        yield template.name, TAG.sub(" ", MARKUP.sub(" ", TRANSLATED.sub(r"\2. ", template.read_text())))
    for name in VOCABULARIES:
        for text in strings(json.loads((ROOT / "fixtures" / f"{name}.json").read_text())):
            yield f"{name}.json", text


def strings(plain):
    if isinstance(plain, str):
        yield plain
    elif isinstance(plain, dict | list):
        # What visitors type are their words, not ours: whoever is hurt uses the first that comes.
        ours = [value for key, value in plain.items() if key != "typed"] if isinstance(plain, dict) else plain
        for value in ours:
            yield from strings(value)


def test_our_own_texts_are_found():
    assert len(list(own_texts())) > 200


def test_what_we_say_ourselves_has_no_word_we_ask_others_about():
    found = [
        (where, note.sentence, note.matched) for where, text in own_texts() for note in flags(text) if note.severity > 1
    ]

    assert found == []
