"""How we are doing: numbers that are right, and that tell nobody what they may not know."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from curation import charts, figures, review
from curation.models import Submission
from directory.models import Organization
from tests import factories
from tests.curation.admin import desk

pytestmark = pytest.mark.django_db
PAGE = "admin:figures"


def came(submission, **ago):
    Submission.objects.filter(pk=submission.pk).update(received_at=timezone.now() - timedelta(**ago))
    return submission


def shown_to(user):
    return desk.signed_in(user).get(reverse(PAGE))


def test_a_week_says_what_came_in_and_what_was_decided_and_within_how_many_days():
    for days in (1, 3, 11):
        factories.published(came(factories.submission(), days=days))
    factories.submission()

    this_week = figures.weeks(factories.reviewer())[-1]

    assert (this_week.decided, round(this_week.days)) == (3, 3)
    assert sum(week.received for week in figures.weeks(factories.reviewer())) == 4


def test_the_weeks_are_the_last_eight_the_present_one_last():
    weeks, today = figures.weeks(factories.reviewer()), timezone.localdate()

    assert [week.begins for week in weeks] == sorted(week.begins for week in weeks)
    assert (len(weeks), weeks[-1].begins) == (8, today - timedelta(days=today.weekday()))
    assert {(week.received, week.decided, week.days) for week in weeks} == {(0, 0, None)}


def test_a_sheet_that_was_taken_back_was_no_work():
    came(factories.submission(), days=1)
    Submission.objects.update(state="taken-back")

    assert sum(week.received for week in figures.weeks(factories.reviewer())) == 0


def test_what_is_open_is_counted_by_its_age():
    for days in (0, 6, 8, 27, 40, 89, 91, 400):
        came(factories.submission(), days=days)
    factories.organization()

    assert [count for _label, count in figures.ages(factories.reviewer())] == [2, 2, 2, 2]


def test_nothing_closed_by_a_conflict_of_interest_is_counted_for_who_has_it():
    (first, second), recused = factories.pair(), factories.publisher()
    submission = factories.submission()
    review.declare(submission, by=recused, has_conflict=True)
    before = numbers(recused)
    factories.recommended(submission, by=first)
    factories.recommended(submission, by=second)
    while_open = numbers(recused)
    review.publish(submission, by=second)

    assert before == while_open == numbers(recused)
    assert numbers(first) != before


def numbers(user):
    return figures.weeks(user), figures.ages(user), [(load.in_hand, load.finished) for load in figures.loads(user)]


@pytest.mark.parametrize("roles", [("Reviewer",), ("Reviewer", "Administrator")])
def test_no_byte_of_the_page_depends_on_what_a_colleague_recommends(roles):
    reader, (first, _second) = factories.user(*roles), factories.pair()
    pages = []
    for recommendation in ("publish", "decline"):
        before = transaction.savepoint()
        factories.recommended(factories.submission(), by=first, recommendation=recommendation)
        pages.append(desk.words(shown_to(reader)))
        transaction.savepoint_rollback(before)

    assert without_tokens(pages[0]) == without_tokens(pages[1])


def without_tokens(page):
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_colleagues_are_one_number_but_to_those_who_administer():
    (first, second), other = factories.pair(), factories.submission()
    submission = factories.submission()
    factories.recommended(submission, by=first)
    factories.recommended(submission, by=second)
    factories.assessed(other, by=second)

    together, by_name = shown_to(first), shown_to(factories.user("Administrator"))

    assert [(load.who, load.in_hand, load.finished) for load in together.context["loads"]] == [
        ("You", 0, 1), ("Your colleagues together", 1, 1),
    ]  # fmt: skip
    assert second.get_username() not in desk.words(together)
    assert [(load.who, load.in_hand, load.finished) for load in by_name.context["loads"]] == [
        ("first-reader", 0, 1), ("second-reader", 1, 1),
    ]  # fmt: skip


def test_whoever_has_not_come_for_weeks_is_seen_by_those_who_administer_and_by_nobody_else():
    came, absent = factories.reviewer("came"), factories.reviewer("absent")
    User.objects.filter(pk=came.pk).update(last_login=timezone.now() - timedelta(days=50))
    User.objects.filter(pk=factories.reviewer("left").pk).update(is_active=False)

    by_name, together = shown_to(factories.user("Administrator")), shown_to(factories.reviewer())

    assert [(load.who, load.in_hand, load.finished) for load in by_name.context["loads"][:2]] == [
        ("absent", 0, 0), ("came", 0, 0),
    ]  # fmt: skip
    shown = desk.words(by_name).replace("\xa0", " ")
    assert ("1 month, 2 weeks ago" in shown, "<td>never</td>" in shown, ">left<" in shown) == (True, True, False)
    assert "Last signed in" not in desk.words(together)
    assert absent.username not in desk.words(together)


def test_what_was_finished_long_ago_is_not_lately(monkeypatch):
    factories.organization()
    later = timezone.now() + timedelta(days=31)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    assert {load.finished for load in figures.loads(factories.pair()[0])} == {0}


def test_no_name_of_a_group_and_no_word_of_a_report_is_on_the_page():
    listing = factories.organization(name="Lantern Union")
    factories.report(listing, words="They shout at whoever comes in.")
    factories.submission(name="Ember House")

    page = desk.words(shown_to(factories.reviewer()))

    assert "1 open report" in page
    assert page.index("Content note:") < page.index("1 open report")
    assert [word for word in ("Lantern", "Ember", "shout", "not safe") if word in page] == []


def test_what_waits_longest_comes_first_with_its_days():
    came(factories.submission(), days=12)
    begun = factories.submission()
    reader = factories.reviewer()
    factories.assessed(begun, by=reader)

    shown = shown_to(reader)

    assert [(line.need.code, line.days) for line in shown.context["waiting"]] == [("new", 12), ("begun", 0)]
    assert "12 days" in desk.words(shown)


def test_every_chart_has_a_title_a_sentence_and_the_same_numbers_as_a_table():
    factories.published(factories.submission())

    shown = shown_to(factories.reviewer())

    page = desk.words(shown)
    assert [chart.code for chart in shown.context["charts"]] == ["throughput", "speed", "ages"]
    assert page.count('role="img"') == page.count("<desc ") == page.count("The same as a table") == 3
    assert "style=" not in page
    assert shown.context["charts"][0].rows[-1][1] == ["1", "1"]


def test_bars_stand_on_the_line_and_are_as_high_as_their_numbers():
    chart = charts.bars("x", "X", "X.", ["a", "b"], [("one", [4, 2]), ("two", [None, 0])])

    assert [(bar.series, bar.height, bar.y + bar.height, bar.said) for bar in chart.bars] == [
        (0, 175, 205, "4"), (0, 88, 205, "2"), (1, 0, 205, "0"),
    ]  # fmt: skip
    assert chart.rows == [("a", ["4", "–"]), ("b", ["2", "0"])]
    assert all(bar.x >= 0 and bar.x + bar.width <= charts.WIDTH for bar in chart.bars)
    first, second = (bar for bar in chart.bars if bar.x >= charts.WIDTH / 2)
    assert first.x + first.width <= second.x


def test_a_long_label_takes_two_lines_and_is_one_in_the_table():
    chart = charts.bars("x", "X", "X.", ["23\nNov", "menos de 1 semana", "a", "b"], [("one", [1, 2, 3, 4])])

    assert [(label.x, label.text) for label in chart.labels][:4] == [(60, "23"), (60, "Nov"), (180, "menos de 1"), (180, "semana")]  # fmt: skip
    assert [label for label, _numbers in chart.rows] == ["23 Nov", "menos de 1 semana", "a", "b"]


def test_shapes_are_measured_in_whole_numbers_in_every_language():
    factories.published(came(factories.submission(), hours=30))

    with translation.override("es"):
        chart = shown_to(factories.reviewer()).context["charts"][1]

    assert {type(value) for bar in chart.bars for value in (bar.x, bar.y, bar.width, bar.height, bar.middle)} == {int}


@pytest.mark.parametrize("roles", [("Coalition",), ()])
def test_it_is_for_those_who_review_or_administer(roles):
    assert shown_to(factories.user(*roles)).status_code == 403
    assert Organization.objects.count() == 0
