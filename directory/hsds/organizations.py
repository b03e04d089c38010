"""A listing as an HSDS organization."""

from directory import choices
from directory.hsds import locations
from directory.hsds.dictionary import Made, made
from directory.hsds.identifiers import part_of
from directory.hsds.writing import Writing, attributes, ways_by_role
from directory.models import Organization


def alone(record: Organization, writing: Writing) -> Made:
    """Write what an organization says of itself."""
    parent = record.listed_parent
    if parent and parent.keep_from_open_data:
        parent = None
    return made(
        "organization",
        id=str(record.public_id),
        name=record.name,
        alternate_name="; ".join(record.names[1:]),
        description=record.description or ", ".join(filter(None, [record.name, record.place])),
        email=record.email,
        website=record.website,
        uri=writing.site and writing.site + record.get_absolute_url(),
        parent_organization_id=str(parent.public_id) if parent else None,
    )


def parts(record: Organization, writing: Writing) -> Made:
    """Write what hangs on it, but for its service."""
    return made(
        "organization",
        additional_websites=_accounts(record),
        phones=_phones(record),
        locations=locations.locations(record),
        attributes=attributes(record, "organization", str(record.public_id), writing),
    )


def _accounts(record: Organization) -> list[Made]:
    accounts = [(role, way) for role, way in ways_by_role(record) if way.kind == choices.Way.SOCIAL and way.link]
    return [
        made(
            "url",
            id=part_of(record.public_id, f"account/{role}"),
            organization_id=str(record.public_id),
            label=way.label,
            url=way.link,
        )
        for role, way in accounts
    ]


def _phones(record: Organization) -> list[Made]:
    if not record.phone:
        return []
    number = part_of(record.public_id, "phone")
    return [made("phone", id=number, organization_id=str(record.public_id), number=record.phone, type="voice")]
