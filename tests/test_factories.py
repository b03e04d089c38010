"""What the factories write at once is what the verbs leave."""

import pytest
from django.forms.models import model_to_dict

from curation import review
from curation.models import Evidence, Finding
from tests import factories

pytestmark = pytest.mark.django_db
# What tells one made-up group, row or moment from another.
ITS_OWN = {"id", "submission", "review", "finding", "name", "website"}


def plain(row):
    times = {
        field.name
        for field in row._meta.fields
        if field.get_internal_type() == "DateTimeField" and getattr(row, field.name)
    }
    return {name: value for name, value in model_to_dict(row).items() if name not in ITS_OWN | times}


def left(submission):
    submission.refresh_from_db()
    rows = [
        submission,
        *submission.reviews.all(),
        *Finding.objects.filter(review__submission=submission),
        *Evidence.objects.filter(finding__review__submission=submission),
    ]
    return [(type(row).__name__, plain(row)) for row in rows]


def test_reviews_written_at_once_are_those_that_two_reviewers_leave():
    first, second = factories.pair()
    by_verbs, at_once = factories.submission(), factories.submission()
    factories.recommended(by_verbs, by=first)
    factories.recommended(by_verbs, by=second)
    review.claim(at_once, by=first)

    factories.agreed(at_once, first, second)

    assert left(at_once) == left(by_verbs)
    assert len(left(at_once)) > 2 * len(factories.criteria())
