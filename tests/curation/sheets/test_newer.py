"""A sheet made before the last correction does not undo it in silence."""

from datetime import timedelta

import pytest
from django.utils import timezone

from curation.models import Submission
from curation.sheets import rows
from curation.sheets.returning import sheet_with_reasons
from tests.curation.sheets import bringing

pytestmark = pytest.mark.django_db
HEAD = ["Name", "City", "State", "Description"]
FIRST = [HEAD, ["Ember House", "Reno", "NV", "Peer support."], ["Night Garden", "Reno", "NV", "Meals."]]
NEWER = [HEAD, ["Ember House", "Reno", "NV", "Peer support, and rides."]]


@pytest.fixture
def me():
    return bringing.coalition()


def sent(me, told=None, **given):
    return bringing.sent(bringing.checked(told, by=me, **given), by=me)


def test_a_sheet_that_was_taken_away_before_a_correction_asks_first(me):
    old = sheet_with_reasons(sent(me, FIRST))[0].replace(b"Peer support.", b"Peer support as of old.")
    sent(me, NEWER)
    Submission.objects.filter(state="waiting").update(received_at=timezone.now() + timedelta(minutes=5))

    batch = bringing.checked(None, by=me, content=old)

    assert bringing.statuses(batch) == {2: "fix", 3: "unchanged"}
    assert bringing.codes(batch, 2) == ["stale"]
    rows.answer(batch, 2, bringing.row(batch, 2).messages[0]["key"], by=me)
    assert bringing.statuses(batch)[2] == "correction"


def test_the_very_same_row_as_before_a_correction_is_asked_about_without_our_columns_too(me):
    sent(me, FIRST)
    sent(me, NEWER)

    batch = bringing.checked(FIRST, by=me)

    assert (bringing.statuses(batch)[2], bringing.codes(batch, 2)) == ("fix", ["stale"])


def test_a_sheet_that_was_taken_away_afterwards_corrects_as_ever(me):
    back = sheet_with_reasons(sent(me, FIRST))[0]

    batch = bringing.checked(None, by=me, content=back.replace(b"Peer support.", b"Peer support with rides."))

    assert bringing.statuses(batch) == {2: "correction", 3: "unchanged"}


def test_what_is_no_moment_says_nothing(me):
    sent(me, FIRST)

    batch = bringing.checked([[*HEAD, "Check: made"], [*NEWER[1], "last week"]], by=me)

    assert bringing.statuses(batch) == {2: "correction"}
