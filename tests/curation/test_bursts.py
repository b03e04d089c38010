"""What came from outside within two days and is alike is shown as one, and decided one by one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from curation.bursts import bursts
from curation.models import Source, Submission
from tests import factories
from tests.curation.admin import desk

pytestmark = pytest.mark.django_db
WORDS = "We bring food and blankets to everybody who sleeps outside, each night of the week."


def sent(*, hours=0, **given):
    made = factories.submission(**given)
    Submission.objects.filter(pk=made.pk).update(received_at=made.received_at + timedelta(hours=hours))
    return made


def found():
    return [([one.pk for one in burst.submissions], list(burst.reasons)) for burst in bursts(Submission.objects.all())]


@pytest.mark.parametrize(
    ("shared", "reason"),
    [
        ({"website": "https://lantern.example.org/a"}, "The same site."),
        ({"phone": "+1 775 555 0142"}, "The same phone number."),
        ({"description": WORDS}, "The same place, in much the same words."),
    ],
)
def test_what_shares_something_hangs_together(shared, reason):
    given = {"description": ""} | shared
    one, other = sent(**given), sent(hours=47, **given)
    sent(description="Legal help for street vendors, by street vendors.")

    assert found() == [([one.pk, other.pk], [reason])]


def test_by_way_of_another_too():
    first = sent(phone="+1 775 555 0142", description="")
    second = sent(hours=1, phone="+1 775 555 0142", website="https://lantern.example.org/", description="")
    third = sent(hours=2, website="https://lantern.example.org/us", description="")

    assert found() == [([first.pk, second.pk, third.pk], ["The same site.", "The same phone number."])]


@pytest.mark.parametrize(
    "given",
    [
        {"hours": 49, "description": WORDS},
        {"city": "Elko", "description": WORDS},
        {"description": "Another thing altogether: dances, and a choir."},
        {"source": Source.SPREADSHEET, "description": WORDS},
    ],
)
def test_what_comes_later_or_from_elsewhere_or_says_something_else_does_not(given):
    sent(description=WORDS)
    sent(**given)

    assert found() == []


def test_what_is_over_does_not():
    sent(description=WORDS)
    other = sent(description=WORDS)
    Submission.objects.filter(pk=other.pk).update(state="declined")

    assert found() == []


def test_the_queue_leads_to_a_page_with_all_of_them_side_by_side():
    one, other = sent(description=WORDS), sent(description=WORDS)
    alone = sent(description="Another thing altogether: dances, and a choir.")
    client = desk.signed_in(factories.reviewer())
    page = reverse("admin:curation_submission_burst", args=[one.pk])

    queue = desk.words(client.get(reverse("admin:curation_submission_changelist")))
    shown = desk.words(client.get(page))

    assert page in queue
    assert reverse("admin:curation_submission_burst", args=[alone.pk]) not in queue
    assert [made.name in shown for made in (one, other, alone)] == [True, True, False]
    assert shown.count(WORDS) == 2


def test_what_a_conflict_of_interest_closes_is_on_no_such_page():
    one, other = sent(description=WORDS), sent(description=WORDS)
    reader = factories.reviewer()
    client = desk.signed_in(reader)
    desk.press(client, other, "recuse")

    shown = desk.words(client.get(reverse("admin:curation_submission_burst", args=[one.pk])))

    assert (one.name in shown, other.name in shown) == (True, False)
