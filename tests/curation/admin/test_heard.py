"""The desk for whoever hears it: what is chosen is said, questions are found by their headings, and buttons say about what they are."""

import re

import pytest
from django.urls import reverse

from tests import factories
from tests.curation.admin import desk

pytestmark = pytest.mark.django_db
QUEUE = "admin:curation_submission_changelist"


def test_the_filter_that_is_chosen_is_said(client):
    factories.submission()
    client = desk.signed_in(factories.publisher())

    chosen = re.findall(
        r'aria-current="true">([^<]*)<', client.get(reverse(QUEUE), {"state__exact": "waiting"}).content.decode()
    )

    assert chosen == ["Everything open", "Waiting", "All"]


def test_each_question_has_a_heading_and_its_evidence_is_under_it():
    submission = factories.submission()

    text = desk.press(desk.signed_in(factories.reviewer()), submission, "begin").content.decode()

    levels = re.findall(r"<h(\d)>(?:Who has a say|Evidence)</h\d>", text)
    assert levels == ["3", "4", "4", "4"]
    assert text.count('role="group" aria-label="Evidence 1"') == 3


def test_two_likely_duplicates_are_told_apart_by_name():
    others = [factories.submission(name=name) for name in ("Lantern House 1", "Lantern House 2")]
    submission = factories.submission(name="Lantern House 3")

    text = desk.press(desk.signed_in(factories.reviewer()), submission, "begin").content.decode()

    for other in others:
        assert f'Another submission<span class="unseen">: {other.name}</span>' in text
        assert f'<div role="group" aria-label="{other.name}">' in text
