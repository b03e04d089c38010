"""Agreement beyond chance, held against worked examples that were published."""

import pytest

from curation import kappa


def pairs(table):
    """Turn a square table, how often A said this and B that, into pairs of answers."""
    return [
        (row, column) for row, counts in enumerate(table) for column, count in enumerate(counts) for _ in range(count)
    ]


# J. L. Fleiss, B. Levin, M. C. Paik, Statistical Methods for Rates and Proportions, 3rd ed. 2003, table 18.1: two
# raters of 100 patients, psychotic, neurotic or organic.
DIAGNOSES = [[75, 1, 4], [5, 4, 1], [0, 0, 10]]
# “Cohen's kappa” and “Fleiss' kappa”, Wikipedia: 50 proposals for a grant; ten subjects, each put by fourteen raters in one
# of five categories.
PROPOSALS = [[20, 5], [10, 15]]
SUBJECTS = [
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
]  # fmt: skip


@pytest.mark.parametrize(("table", "agreed", "value"), [(DIAGNOSES, 0.89, 0.676), (PROPOSALS, 0.70, 0.40)])
def test_cohen_s_kappa_is_as_published(table, agreed, value):
    assert kappa.agreed(pairs(table)) == pytest.approx(agreed)
    assert kappa.cohen(pairs(table)) == pytest.approx(value, abs=0.0005)


def test_fleiss_kappa_is_as_published():
    items = [tuple(category for category, count in enumerate(counts) for _ in range(count)) for counts in SUBJECTS]

    assert kappa.agreed(items) == pytest.approx(0.378, abs=0.0005)
    assert kappa.fleiss(items) == pytest.approx(0.210, abs=0.0005)


def test_the_interval_is_about_as_wide_as_the_published_error_makes_it():
    """The formula of Fleiss, Cohen and Everitt (Psychological Bulletin 72, 1969) for many items gives 0.0877 here."""
    low, high = kappa.interval(kappa.cohen, pairs(DIAGNOSES))

    assert (high - low) / 2 / kappa.Z == pytest.approx(0.0877, abs=0.005)
    assert low < 0.676 < high


def test_items_may_have_been_read_by_different_numbers_of_people():
    """By hand: the pairs agree in 1, 0 and 1 of 3; “a” has 1, 1/2 and 2/3 of the answers, so chance agrees in 0.599."""
    items = [("a", "a"), ("a", "b"), ("a", "a", "b")]
    by_chance = (13 / 18) ** 2 + (5 / 18) ** 2

    assert kappa.agreed(items) == pytest.approx(4 / 9)
    assert kappa.fleiss(items) == pytest.approx((4 / 9 - by_chance) / (1 - by_chance))


def test_the_order_of_answers_is_nothing_to_fleiss_and_something_to_cohen():
    leaning = [("a", "b")] * 5 + [("a", "a")] * 5

    assert kappa.fleiss(leaning) == kappa.fleiss([item[::-1] for item in leaning[:3]] + leaning[3:])
    assert kappa.cohen(leaning) == 0
    assert kappa.cohen([item[::-1] for item in leaning[:3]] + leaning[3:]) != 0


@pytest.mark.parametrize("measure", [kappa.cohen, kappa.fleiss])
def test_where_only_one_answer_was_ever_given_there_is_no_kappa(measure):
    assert measure([("meets", "meets")] * 12) is None
    assert kappa.interval(measure, [("meets", "meets")] * 12) is None
    assert measure([("a", "a"), ("b", "b")]) == pytest.approx(1)


def test_where_one_item_carries_all_the_difference_there_is_no_interval():
    assert kappa.interval(kappa.fleiss, [("a", "a")] * 11 + [("a", "b")]) is None


def test_a_share_of_few_is_wide_and_never_beyond_none_or_all():
    """Wilson's own kind of example, as in E. B. Wilson, JASA 22 (1927): all of ten is no certainty."""
    assert kappa.share_interval(1.0, 10) == (pytest.approx(0.722, abs=0.0005), 1.0)
    assert kappa.share_interval(0.0, 10) == (0.0, pytest.approx(0.278, abs=0.0005))
