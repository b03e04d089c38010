"""Tells Tor Browser, and nobody else, that this page has an onion address too."""

import re

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

ADDRESS = re.compile(r"http://([a-z0-9-]+\.)*[a-z2-7]{56}\.onion")


def point_there(request: HttpRequest, response: HttpResponseBase) -> None:
    """Name the same page there. Tor Browser heeds it only on an https page, and we say it on no other."""
    if settings.ONION_ADDRESS and request.is_secure():
        response["Onion-Location"] = settings.ONION_ADDRESS + request.get_full_path()
