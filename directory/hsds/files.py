"""Everything that is listed, in one file."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from directory.hsds import geojson, package, state
from directory.hsds.doors import count, open_to_partners
from directory.hsds.questions import read
from directory.hsds.resources import everything
from directory.hsds.state import State
from directory.hsds.views import address, streamed, writing

ZIP = "application/zip"


@open_to_partners
def hsds_package(request: HttpRequest) -> HttpResponseBase:
    read(request.GET, ())
    count(request, everything=True)
    present = state.present()
    return state.answered(request, present, lambda: _package(request, present))


@open_to_partners
def places(request: HttpRequest) -> HttpResponseBase:
    read(request.GET, ())
    count(request, everything=True)
    present = state.present()
    told = geojson.collection(address(request), present.changed_at)
    return state.answered(request, present, lambda: streamed(told, "application/geo+json"))


def _package(request: HttpRequest, present: State) -> HttpResponseBase:
    by = writing(request, present)
    response = streamed(package.pieces(everything(by), by, present.changed_at), ZIP)
    response["Content-Disposition"] = 'attachment; filename="hsds.zip"'
    return response
