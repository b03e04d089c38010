"""Where groups are, for maps (RFC 7946): the middle of a group's town, or about a kilometre around a place that is open to all."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings

from directory.hsds.dictionary import NOTHING, Made
from directory.hsds.paging import pieces, text
from directory.hsds.resources import AT_ONCE
from directory.hsds.writing import in_utc
from directory.models import Organization

# About a kilometre.
DECIMALS = 2


def collection(site: str, moment: datetime | None) -> Iterator[bytes]:
    """Write every listing whose place is known, bit by bit. `moment` is the last change."""
    name, url = settings.OPEN_DATA_LICENSE
    about = {"type": "FeatureCollection", "title": settings.SITE_NAME, "license": {"name": name, "url": url}}
    if moment:
        about["updated"] = in_utc(moment)
    placed = Organization.objects.for_open_data().exclude(centre_latitude=None).exclude(centre_longitude=None)
    records = placed.prefetch_related("focus_areas").order_by("pk").iterator(chunk_size=AT_ONCE)
    yield text(about)[:-1] + b',"features":['
    yield from pieces((_feature(record, site) for record in records), b",")
    yield b"]}"


def _feature(record: Organization, site: str) -> Made:
    point = (record.centre_longitude, record.centre_latitude)
    said = {
        "name": record.name,
        "page": site and site + record.get_absolute_url(),
        "kind": record.kind,
        "leadership": record.leadership,
        "reach": record.reach,
        "country": record.country,
        "region": record.region,
        "city": record.city,
        "focus_areas": [area.slug for area in record.focus_areas.all()],
        "website": record.website,
        "precision": "town" if record.latitude is None else "kilometre",
    }
    return {
        "type": "Feature",
        "id": str(record.public_id),
        "geometry": {"type": "Point", "coordinates": [round(number or 0.0, DECIMALS) for number in point]},
        "properties": {name: value for name, value in said.items() if value not in NOTHING},
    }
