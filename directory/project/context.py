"""Gives every template the few facts of the site itself; nothing about the person who asks."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest

from directory.languages import others
from directory.question import Link


def site(request: HttpRequest) -> dict[str, str]:
    return {"SITE_NAME": settings.SITE_NAME, "EXIT_URL": settings.EXIT_URL}


def languages(request: HttpRequest) -> dict[str, Callable[[], list[tuple[str, Link]]]]:
    """Give the same page in other languages, to those templates that ask."""
    return {"other_languages": lambda: others(request)}
