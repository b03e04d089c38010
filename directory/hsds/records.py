"""Whole records: a service with its organization, an organization with its service, a place with both."""

from directory.choices import Way
from directory.hsds import locations, organizations, services
from directory.hsds.dictionary import Made, flat, made
from directory.hsds.identifiers import SERVICE_AT_LOCATION, part_of
from directory.hsds.schedules import schedules
from directory.hsds.writing import Writing, last_modified, service_id
from directory.models import Organization

organization = organizations.alone


def full_organization(record: Organization, writing: Writing) -> Made:
    return _organization(record, writing, services.named(record))


def organization_with_service(record: Organization, writing: Writing) -> Made:
    return _organization(record, writing, _service(record, writing))


def minimal_service(record: Organization, writing: Writing) -> Made:
    return services.named(record) | made("service", last_modified=last_modified(record, writing))


def service(record: Organization, writing: Writing) -> Made:
    return services.alone(record, writing) | made("service", organization=organizations.alone(record, writing))


def full_service(record: Organization, writing: Writing) -> Made:
    return _service(record, writing) | made("service", organization=organizations.alone(record, writing))


def service_at_location(record: Organization, writing: Writing) -> Made:
    (location,) = locations.locations(record)
    told = made("service_at_location", service=service(record, writing), location=flat("location", location))
    return _place(record, location) | told


def full_service_at_location(record: Organization, writing: Writing) -> Made:
    (place,) = _places(record)
    told = service(record, writing) | services.parts(record, writing)
    return place | made("service_at_location", service=told)


def _organization(record: Organization, writing: Writing, service: Made) -> Made:
    parts = organizations.parts(record, writing)
    return organizations.alone(record, writing) | parts | made("organization", services=[service])


def _service(record: Organization, writing: Writing) -> Made:
    places = made("service", service_at_locations=_places(record))
    return services.alone(record, writing) | services.parts(record, writing) | places


def _places(record: Organization) -> list[Made]:
    """Write its places. Where a door is open, those hours are said once more: who asks for places gets them with these."""
    identifier = part_of(record.public_id, SERVICE_AT_LOCATION)
    hours = schedules(record, SERVICE_AT_LOCATION, [Way.DROP_IN], service_at_location_id=identifier)
    return [
        _place(record, location) | made("service_at_location", location=location, schedules=hours)
        for location in locations.locations(record)
    ]


def _place(record: Organization, location: Made) -> Made:
    return made(
        "service_at_location",
        id=part_of(record.public_id, SERVICE_AT_LOCATION),
        service_id=service_id(record),
        location_id=location["id"],
    )
