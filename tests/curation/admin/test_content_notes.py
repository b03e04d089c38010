"""Nobody meets words of harm unprepared: a note before every list of reports, and no words in any of them."""

import pytest
from django.urls import reverse

from curation import reports
from tests import factories
from tests.curation.admin import desk

pytestmark = pytest.mark.django_db
WORDS, WHY = "They shout at whoever comes in.", "A colleague saw how they shout."


@pytest.fixture
def report():
    return factories.report(factories.organization(), words=WORDS)


def shown(client, name, *args):
    return desk.words(client.get(reverse(f"admin:{name}", args=args)))


def test_a_note_stands_before_every_list_and_no_list_has_words(report):
    client = desk.signed_in(factories.reviewer())
    first_mention = {
        "index": report.get_kind_display(),
        "curation_report_changelist": report.get_kind_display(),
        "figures": "1 open report",
        "directory_organization_change": report.get_kind_display(),
    }

    for name, mention in first_mention.items():
        page = shown(client, name, *([report.listing.pk] if name.startswith("directory") else []))
        content = page[page.index('id="content') :]
        assert -1 < content.find("Content note:") < content.index(mention), name
        assert WORDS not in page, name


@pytest.mark.parametrize(("kind", "is_folded"), [("unsafe", True), ("closed", False)])
def test_what_a_colleague_wrote_of_harm_is_folded_too(kind, is_folded):
    report = factories.report(factories.organization(), kind=kind, words=WORDS)
    reports.dismiss(report, by=factories.reviewer(), because=WHY)

    page = shown(desk.signed_in(factories.reviewer()), "curation_report_change", report.pk)

    folded = [part.partition("</details>")[0] for part in page.split("<details>")[1:]]
    assert [any(words in part for part in folded) for words in (WORDS, WHY)] == [is_folded] * 2
    assert (page.count(WORDS), page.count(WHY)) == (1, 1)
