"""The pages of the site, drawn by its own views for nobody in particular."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.shortcuts import render
from django.urls import resolve, reverse

from directory.index import Index
from directory.mirror.addresses import NOWHERE, file_of_page
from directory.models import Organization
from directory.pieces import in_pieces
from directory.views import listing_page

AT_ONCE = 200


@dataclass(frozen=True)
class Copy:
    """What the templates say of a copy: the day it was made, and where the site is, if that is known."""

    day: date
    site_url: str


class CopyRequest(HttpRequest):
    """A request for a page of the site that is to stand in a copy. There is nobody behind it."""

    def __init__(self, path: str, copy: Copy, query: str = "") -> None:
        super().__init__()
        self.method, self.path, self.path_info = "GET", path, path
        self.META["QUERY_STRING"] = query
        self.resolver_match = resolve(path)
        self.copy = copy

    def get_host(self) -> str:
        return NOWHERE.partition("//")[2]


def of_site(copy: Copy, path: str) -> str:
    request = CopyRequest(path, copy)
    view, given, named = resolve(path)
    return view(request, *given, **named).content.decode()


def of_listings(copy: Copy, known: Index) -> Iterator[tuple[str, str]]:
    """Yield the file and the page of everything that is listed, by name."""
    for pks in in_pieces((known.pks[slot] for slot in known.in_order_of_name(known.listed)), AT_ONCE):
        for organization in Organization.objects.listed().for_page().filter(pk__in=pks):
            path = organization.get_absolute_url()
            yield file_of_page(path), listing_page(CopyRequest(path, copy), organization).content.decode()


def about_copy(copy: Copy) -> str:
    return drawn(copy, "directory/mirror/about_copy.html", {})


def drawn(copy: Copy, template: str, context: dict[str, object]) -> str:
    """Draw a page that only a copy has; it stands where the site has the list."""
    return render(CopyRequest(reverse("organization_list"), copy), template, context).content.decode()
