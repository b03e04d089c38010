"""How a partner learns what to let go of: all ids there are, and which of the ids it holds are none of them.

There is no list of what is gone. It would tell whoever reads it who had to hide, and when. An id that was taken down, that
its group keeps out of open data and that never was one are answered alike.
"""

import json
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from directory.hsds import state
from directory.hsds.doors import count, open_to_partners
from directory.hsds.questions import MOST_IDS, Refused, read, the_id
from directory.hsds.resources import RESOURCES, Listings
from directory.hsds.views import JSON, streamed
from directory.pieces import in_pieces

# So many ids cost as much as a page of records.
IDS_OF_A_PAGE = 100


@open_to_partners
def ids(request: HttpRequest, name: str) -> HttpResponseBase:
    """Name all there is, so that a copy can take away what is no longer among it."""
    resource = _of_listings(name)
    read(request.GET, ())
    count(request, everything=True)
    return state.answered(request, state.present(), lambda: streamed(_written(resource.ids()), JSON))


@open_to_partners(methods="POST, OPTIONS")
def removals(request: HttpRequest, name: str) -> HttpResponseBase:
    """Say which of a partner's ids are not listed. They come in the body, for addresses are kept in logs."""
    resource = _of_listings(name)
    read(request.GET, ())
    asked = _asked(request)
    count(request, times=1 + len(asked) // IDS_OF_A_PAGE)
    listed = resource.listed_among(asked)
    told = {"not_listed": [str(identifier) for identifier in asked if identifier not in listed]}
    return HttpResponse(json.dumps(told, separators=(",", ":")), content_type=JSON)


def _of_listings(name: str) -> Listings:
    resource = RESOURCES.get(name)
    if not isinstance(resource, Listings):
        raise Http404
    return resource


def _asked(request: HttpRequest) -> list[UUID]:
    """Read the ids, each once, in their order. Raises `Refused`."""
    try:
        told = json.loads(request.body)
    except RequestDataTooBig as error:
        raise Refused("ids", _too_many()) from error
    except (ValueError, RecursionError) as error:
        raise Refused("ids", _how()) from error
    given = told.get("ids") if isinstance(told, dict) else None
    if not isinstance(given, list) or set(told) != {"ids"}:
        raise Refused("ids", _how())
    if len(given) > MOST_IDS:
        raise Refused("ids", _too_many())
    found = [the_id(one) if isinstance(one, str) else None for one in given]
    if None in found:
        raise Refused(
            "ids", _("The id at place %(place)d is no UUID, as ids of HSDS are.") % {"place": found.index(None) + 1}
        )
    return list(dict.fromkeys(filter(None, found)))


def _too_many() -> str:
    return _("Ask about at most %(most)d ids at a time.") % {"most": MOST_IDS}


def _how() -> str:
    return _("Send the ids that you hold as JSON: %(example)s") % {"example": '{"ids": ["…", "…"]}'}


def _written(identifiers: Iterable[str]) -> Iterator[bytes]:
    yield b'{"ids":['
    before = b""
    for piece in in_pieces(identifiers, 1000):
        yield before + b",".join(json.dumps(one).encode() for one in piece)
        before = b","
    yield b"]}"
