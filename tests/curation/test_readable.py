"""Facts as reviewers and groups read them: also how the times among them will be told to calendars and partners."""

import pytest

from curation.readable import readable
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("Tuesdays 18:00–20:00", "Drop in · Kitchen · Tuesdays 18:00–20:00 (we read: every Tuesday, 6 p.m. to 8 p.m.)"),
        ("Tuesdays, ask first", "Drop in · Kitchen · Tuesdays, ask first"),
        ("", "Drop in · Kitchen"),
    ],
)
def test_times_are_told_as_written_and_as_read(said, line):
    listing = factories.organization(ways=[{"kind": "drop-in", "label": "Kitchen", "schedule": said}])
    [way] = listing.ways.values("kind", "label", "schedule")

    assert readable("ways", [way]) == [line]
