"""Gives every template the few facts of the site itself; nothing about the person who asks."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, Any]:
    """`COPY` is there for pages of a copy only; see `directory.mirror`."""
    return {
        "SITE_NAME": settings.SITE_NAME,
        "EXIT_URL": settings.EXIT_URL,
        "COPY": getattr(request, "copy", None),
    }
