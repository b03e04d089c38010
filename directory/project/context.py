"""Gives every template the few facts of the site itself; nothing about the person who asks."""

from django.conf import settings
from django.http import HttpRequest


def site(request: HttpRequest) -> dict[str, str]:
    return {"SITE_NAME": settings.SITE_NAME, "EXIT_URL": settings.EXIT_URL}
