"""The pages of the site, drawn by its own views for nobody in particular."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.shortcuts import render
from django.urls import resolve, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from directory.index import Index
from directory.mirror.addresses import COPY, DAY, NOWHERE, file_of_page, here, speaking
from directory.models import Organization
from directory.pieces import in_pieces
from directory.views import listing_page

AT_ONCE = 200


@dataclass(frozen=True)
class Copy:
    """What the templates say of a copy: the day it was made, and where the site is, if that is known."""

    day: date
    site_url: str

    @property
    def about(self) -> str:
        """Return the address of the page that tells more, in the language of the page."""
        return f"/{here(COPY)}"

    @property
    def day_file(self) -> str:
        """Return the address of a script that tells the day to every page: so none changes for that alone."""
        return f"/{here(DAY)}"

    @property
    def made(self) -> str:
        return _("It was made on %(day)s.") % {"day": date_format(self.day, "DATE_FORMAT")}


class CopyRequest(HttpRequest):
    """A request for a page that is to stand in a copy. There is nobody behind it.

    What only a copy has is named by its file, and stands where the site has the list.
    """

    def __init__(self, path: str, copy: Copy, query: str = "") -> None:
        super().__init__()
        self.method, self.path, self.path_info = "GET", path, path
        self.META["QUERY_STRING"], self.GET = query, QueryDict(query)
        self.resolver_match = resolve(reverse("organization_list") if path.endswith(".html") else path)
        self.copy = copy

    def get_host(self) -> str:
        return NOWHERE.partition("//")[2]


def of_site(copy: Copy, path: str) -> str:
    with speaking(path):
        request = CopyRequest(path, copy)
        view, given, named = resolve(path)
        return view(request, *given, **named).content.decode()


def of_listings(copy: Copy, known: Index) -> Iterator[tuple[str, str]]:
    """Yield the file and the page of everything that is listed, by name, in every language."""
    for pks in in_pieces((known.pks[slot] for slot in known.in_order_of_name(known.listed)), AT_ONCE):
        for organization in Organization.objects.listed().for_page().filter(pk__in=pks):
            for language, _name in settings.LANGUAGES:
                with override(language):
                    path = organization.get_absolute_url()
                    page = listing_page(CopyRequest(path, copy), organization).content.decode()
                yield file_of_page(path), page


def about_copy(copy: Copy) -> str:
    return drawn(copy, "directory/mirror/about_copy.html", {}, copy.about)


def day_of_copy(copy: Copy) -> bytes:
    return f"var COPY_DAY = {json.dumps(copy.made)};\n".encode()


def drawn(copy: Copy, template: str, context: dict[str, object], path: str, query: str = "") -> str:
    """Draw a page that the site itself has not, or not like this."""
    return render(CopyRequest(path, copy, query), template, context).content.decode()
