"""Whoever hears a page in Spanish hears English as English: what is in the first language is marked on every page."""

from html.parser import HTMLParser

import pytest
from django.conf import settings
from django.db.models import CharField, TextField
from django.test import Client
from django.utils.translation import override
from django.utils.translation.trans_real import translation

from curation import founding
from curation.models import CriteriaSet, Criterion
from directory import places
from directory.models import FocusArea, Organization, Population
from directory.translations import sources
from tests import factories
from tests.test_silent_queue import addresses

pytestmark = pytest.mark.django_db
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "path", "circle", "line", "rect", "use"}
# What somebody may change is as they find it; what is in these is not read out.
NOT_READ = {"script", "style", "textarea"}
ENOUGH = 14


class Tongues(HTMLParser):
    """Collects each text of a page with the language it is marked with."""

    def __init__(self):
        super().__init__()
        self.open, self.texts = [("", "")], []

    def handle_starttag(self, tag, attributes):
        if tag not in VOID:
            self.open.append((tag, dict(attributes).get("lang") or self.open[-1][1]))

    def handle_endtag(self, tag):
        while tag in {name for name, _language in self.open} and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        tag, language = self.open[-1]
        if data.strip() and tag not in NOT_READ:
            self.texts.append((language, " ".join(data.split())))


def texts_of(page, language):
    read = Tongues()
    read.feed(page)
    return [text for marked, text in read.texts if marked == language]


def written():
    """List what stands in the database in the first language and could be on a page."""
    kept = [*CriteriaSet.objects.published(), *Criterion.objects.all()]
    for one in kept:
        words = [
            field.name for field in one._meta.fields if type(field) in {CharField, TextField} and not field.choices
        ]
        yield from (getattr(one, name) for name in words)
    for organization in Organization.objects.listed():
        yield from [*sources(organization), organization.facts_checked_how]
        for reason in organization.reasons:
            yield from (reason["question"], reason["answer"], reason["summary"])
            yield from (item["label"] for item in reason["evidence"])
    for term in (*FocusArea.objects.all(), *Population.objects.all()):
        yield from (getattr(term, name) for name in term.translations.get("es", {}))


def catalogue():
    """List what our own pages say in English and say otherwise in Spanish."""
    with override("es"):
        known = translation("es")._catalog
    said = {key: value for layer in known._catalogs for key, value in layer.items() if isinstance(key, str)}
    return {text for text, other in said.items() if other and other != text and len(text) >= ENOUGH and "%" not in text}


def known_english():
    lines = {" ".join(line.split()) for text in written() for line in text.splitlines()}
    return {line for line in lines if len(line) >= ENOUGH and " " in line}


@pytest.fixture
def site():
    founding.make_founding_list()
    way = dict.fromkeys(("label", "link", "phone", "schedule", "languages", "who_for", "safety_note"), "")
    way |= {
        "kind": "meeting",
        "label": "Open evening for all",
        "schedule": "Mondays at six o’clock",
        "last_confirmed": None,
    }
    factories.organization(
        name="Hidden 1", ways=[way], facts_checked_on="2026-10-01", facts_checked_how="their own website"
    )
    draft = CriteriaSet.objects.get(version="1")
    question = draft.criterion_set.first()
    proposed = CriteriaSet.objects.create(
        version="2", title="Criteria", introduction="What we would like to ask from now on.", status="comment",
        change_note="The first question says more.", effective_on="2027-01-01", comment_until="2026-12-31",
    )  # fmt: skip
    question.pk, question.criteria, question.why = None, proposed, f"{question.why} And because people asked us to."
    question.save()


def pages():
    client = Client()
    asked = dict.fromkeys(path for path in (*addresses(), "/how-we-vet/2/") if not path.startswith("/es/"))
    for path in asked:
        answer = client.get(f"/es{path}")
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield path, answer.content.decode()


def test_no_english_stands_unmarked_on_a_spanish_page(site):
    english, messages, found, seen = known_english(), catalogue(), [], 0
    marked = set()
    for path, page in pages():
        seen += 1
        spanish = texts_of(page, "es")
        found += [(path, text) for text in spanish if text in messages or any(line in text for line in english)]
        marked |= {line for text in texts_of(page, settings.LANGUAGE_CODE) for line in english if line in text}

    assert found == []
    # It was there to be found: most of what is in the database is on some page, marked.
    assert seen > 30
    assert len(marked) > 35


@pytest.mark.parametrize("address", ["/how-we-vet/2/", "/groups/red-canary-song/"])
def test_a_reader_is_told_what_is_not_in_their_language_and_only_they(site, client, address):
    there, here = client.get(f"/es{address}").content.decode(), client.get(address).content.decode()

    assert "(inglés)" in there
    assert ' lang="en" dir="ltr">' in there.split("<main", 1)[1]
    assert ' lang="en"' not in here.split("<main", 1)[1]


def test_countries_are_called_as_the_page_is_written_whoever_asked_first():
    with override("en"):
        in_english = dict(places.country_choices())
    with override("es"):
        in_spanish = dict(places.country_choices())

    assert (in_english["DE"], in_spanish["DE"]) == ("Germany", "Alemania")
