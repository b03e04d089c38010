"""A listing as a contact card (vCard 3.0, which every telephone and mail program reads)."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from directory import page_facts, places
from directory.dialling import without_zero_at_home
from directory.legible import legible
from directory.models import Organization, WayToConnect
from directory.translations import said

TYPE = "text/vcard; charset=utf-8"
LONGEST_LINE = 75


@require_safe
def organization_card(request: HttpRequest, slug: str) -> HttpResponse:
    organization = Organization.objects.listed().prefetch_related("ways", "translations").at_address(slug)
    if organization is None:
        raise Http404
    headers = {"Content-Disposition": f'attachment; filename="{organization.slug}.vcf"'}
    if organization.keep_from_search_engines:
        headers["X-Robots-Tag"] = "noindex, noarchive"
    return HttpResponse(card(organization), content_type=TYPE, headers=headers)


def card(organization: Organization) -> str:
    return "".join(f"{_folded(line)}\r\n" for line in _lines(organization))


def _lines(organization: Organization) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:{organization.public_id.urn}"
    name = _text(organization.name)
    yield f"FN:{name}"
    yield f"N:{name};;;;"
    yield f"ORG:{name}"
    # Apple's address book sorts it under companies.
    yield "X-ABSHOWAS:COMPANY"
    yield from _numbers(organization)
    for property_, value in (
        ("EMAIL;TYPE=INTERNET", organization.email),
        ("URL", organization.website),
        ("NOTE", said(organization, organization.description)),
    ):
        if value:
            yield f"{property_}:{_text(value)}"
    place = (
        organization.public_address, organization.city, places.region_name(organization.country, organization.region), "",
        places.country_name(organization.country),
    )  # fmt: skip
    if any(place):
        yield f"ADR;TYPE=WORK:;;{';'.join(map(_text, place))}"
    yield f"REV:{organization.changed_on:%Y%m%d}T000000Z"
    yield "END:VCARD"


def _numbers(organization: Organization) -> Iterator[str]:
    """Name each number of a way to connect, so that nobody takes an office for the line where peers answer."""
    if organization.phone:
        yield f"TEL;TYPE=VOICE:{_text(without_zero_at_home(organization.phone))}"
    others: dict[str, WayToConnect] = {}
    for way in page_facts.ways(organization):
        if way.phone not in {"", organization.phone}:
            others.setdefault(way.phone, way)
    for place, (number, way) in enumerate(others.items(), start=1):
        yield f"item{place}.TEL;TYPE=VOICE:{_text(without_zero_at_home(number))}"
        yield f"item{place}.X-ABLABEL:{_text(said(organization, way.label) or way.get_kind_display())}"


def _text(text: str) -> str:
    """Write a text so that none of its letters means something in a card."""
    plain = legible(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(line.strip() for line in plain.splitlines())


def _folded(line: str) -> str:
    """Cut a line after so many bytes, never within a letter; a line that goes on begins with a space."""
    pieces, size = [""], 0
    for letter in line:
        size += len(letter.encode())
        if size > LONGEST_LINE:
            pieces.append(" ")
            size = 1 + len(letter.encode())
        pieces[-1] += letter
    return "\r\n".join(pieces)
