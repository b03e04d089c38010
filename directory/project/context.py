"""Gives every template the few facts of the site itself; nothing about the person who asks."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString

from directory.languages import others

NAMES = ("SITE_NAME", "EXIT_URL", "PALETTE", "NEUTRAL_TITLES")


def site(request: HttpRequest) -> dict[str, Any]:
    """`COPY` is there for pages of a copy only; see `directory.mirror`."""
    return {name: getattr(settings, name) for name in NAMES} | {"COPY": getattr(request, "copy", None)}


def languages(request: HttpRequest) -> dict[str, Callable[[], SafeString]]:
    """Give the same page in other languages, to those templates that ask."""
    return {"other_languages": lambda: others(request)}
