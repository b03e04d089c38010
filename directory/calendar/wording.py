"""Days and hours that were read out of words, said back."""

from django.utils.dates import WEEKDAYS
from django.utils.formats import date_format, time_format
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from directory.calendar.days import CODES
from directory.calendar.reading import Schedule


def in_words(when: Schedule) -> str:
    """Say how words were understood, so that whoever wrote or reads them can tell."""
    return _("%(days)s, %(hours)s") % {"days": _days_in_words(when), "hours": _hours_in_words(when)}


def _days_in_words(when: Schedule) -> str:
    if when.days.on:
        return date_format(when.days.on, "DATE_FORMAT")
    named = [(byday[:-2], str(WEEKDAYS[CODES.index(byday[-2:])])) for byday in when.days.byday]
    if when.days.freq == "WEEKLY":
        return _("every %(days)s") % {"days": get_text_list([day for _number, day in named], _("and"))}
    each = [_which(number) % {"day": day} for number, day in named]
    return _("%(days)s of each month") % {"days": get_text_list(each, _("and"))}


def _which(number: str) -> str:
    return {
        "1": _("the first %(day)s"), "2": _("the second %(day)s"), "3": _("the third %(day)s"), "4": _("the fourth %(day)s"),
        "-1": _("the last %(day)s"),
    }[number]  # fmt: skip


def _hours_in_words(when: Schedule) -> str:
    opens = time_format(when.hours.opens)
    if when.hours.closes is None:
        return _("from %(time)s") % {"time": opens}
    return _("%(opens)s to %(closes)s") % {"opens": opens, "closes": time_format(when.hours.closes)}
