"""Places, only those that anyone may walk into and that the group asked to be shown. A town is no place to go to."""

import re

from directory import places
from directory.hsds.dictionary import Made, made
from directory.hsds.identifiers import part_of
from directory.models import Organization, OrganizationQuerySet

# Behind the state, without which five digits may be a house.
_CODES = {"US": r"\d{5}(?:-\d{4})?", "CA": r"[A-Z]\d[A-Z] ?\d[A-Z]\d"}
# By themselves.
_UNMISTAKABLE = {"GB": r"\b([A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$", "MX": r"\bC\.? ?P\.? ?(\d{5})\b"}


def having_a_place(listed: OrganizationQuerySet) -> OrganizationQuerySet:
    return listed.exclude(public_address="")


def locations(record: Organization) -> list[Made]:
    if not record.public_address:
        return []
    location = part_of(record.public_id, "location")
    return [
        made(
            "location",
            id=location,
            location_type="physical",
            organization_id=str(record.public_id),
            name=record.name,
            description=record.public_address,
            latitude=None if record.latitude is None else float(record.latitude),
            longitude=None if record.longitude is None else float(record.longitude),
            addresses=_addresses(record, location),
        )
    ]


def _addresses(record: Organization, location: str) -> list[Made]:
    code = _postal_code(record)
    if not code or not record.city:
        return []
    return [
        made(
            "address",
            id=part_of(record.public_id, "location/address"),
            location_id=location,
            address_1=record.public_address,
            city=record.city,
            state_province=record.region,
            postal_code=code,
            country=record.country,
            address_type="physical",
        )
    ]


def _postal_code(record: Organization) -> str:
    """Find it where it can be nothing else. HSDS knows no address without one, and a guess would lead to a wrong door."""
    code = _CODES.get(record.country)
    state = "|".join(map(re.escape, (record.region, places.region_name(record.country, record.region))))
    pattern = rf"\b(?:{state})[\s,.]+({code})$" if code else _UNMISTAKABLE.get(record.country)
    if not pattern or not record.region:
        return ""
    found = re.search(pattern, record.public_address.strip(), re.IGNORECASE)
    return found[1] if found else ""
