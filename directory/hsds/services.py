"""What a person can turn to a listed organization for, as an HSDS service: one for each, “Connect with …”."""

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from directory import choices, places
from directory.choices import Question, Reach
from directory.hsds.dictionary import Made, made
from directory.hsds.identifiers import SERVICE, part_of
from directory.hsds.schedules import schedules
from directory.hsds.writing import Said, Writing, attributes, in_words, last_modified, service_id, ways_by_role
from directory.models import Organization, Policy, WayToConnect


def named(record: Organization) -> Made:
    """Write as much as HSDS demands of a service."""
    name = _("Connect with %(name)s") % {"name": record.name}
    return made("service", id=service_id(record), name=name, status="active")


def alone(record: Organization, writing: Writing) -> Made:
    """Write what a service says of itself."""
    checked = record.facts_checked_on
    return named(record) | made(
        "service",
        organization_id=str(record.public_id),
        description=record.description,
        url=record.website,
        email=record.email,
        fees_description=_known(record, Question.COST),
        eligibility_description=_known(record, Question.AGE),
        accreditations=_ground(record),
        assured_date=checked.isoformat() if checked else None,
        assurer_email=settings.OPEN_DATA_EMAIL if checked else None,
        last_modified=last_modified(record, writing),
    )


def parts(record: Organization, writing: Writing) -> Made:
    """Write what hangs on it, but for its organization and its places."""
    ways = ways_by_role(record)
    called = [way for way in ways if way[1].phone]
    return made(
        "service",
        additional_urls=[_link(record, *way) for way in ways if way[1].link],
        phones=[_phone(record, *way) for way in called if way[1].kind != choices.Way.CONTACT_MEMBER],
        schedules=schedules(record, SERVICE, service_id=service_id(record)),
        service_areas=_areas(record),
        languages=_languages(record),
        contacts=[_contact(record, *way) for way in called if way[1].kind == choices.Way.CONTACT_MEMBER],
        attributes=attributes(record, "service", service_id(record), writing, [*_ways(record), *_policies(record)]),
    )


def _known(record: Organization, question: Question) -> str:
    return next((_answer(policy) for policy in record.policies.all() if policy.question == question), "")


def _ground(record: Organization) -> str:
    if record.ground == choices.Ground.FOUNDING:
        return str(choices.Ground.FOUNDING.label)
    reviewed = {"version": record.criteria_version, "day": record.vetted_on}
    return _("Reviewed by this directory under criteria version %(version)s on %(day)s") % reviewed


def _ways(record: Organization) -> Iterator[Said]:
    return (("connect", way.kind, in_words(way), way.link) for way in record.ways.all())


def _policies(record: Organization) -> Iterator[Said]:
    return (("on-contact", policy.question, _answer(policy), policy.answer) for policy in record.policies.all())


def _answer(policy: Policy) -> str:
    """Say what is known to happen on contact, how that is known and since when."""
    said = f"{Question(policy.question).label} {choices.Answer(policy.answer).label}."
    return " ".join(filter(None, [said, policy.detail, f"({policy.source}, {policy.as_of.isoformat()})"]))


def _link(record: Organization, role: str, way: WayToConnect) -> Made:
    link = part_of(record.public_id, f"service/link/{role}")
    return made("url", id=link, service_id=service_id(record), label=in_words(way), url=way.link)


def _phone(record: Organization, role: str, way: WayToConnect, **owner: str) -> Made:
    return made(
        "phone",
        id=part_of(record.public_id, f"service/phone/{role}"),
        number=way.phone,
        type="voice",
        description="; ".join(filter(None, [in_words(way), way.safety_note])),
        **(owner or {"service_id": service_id(record)}),
    )


def _contact(record: Organization, role: str, way: WayToConnect) -> Made:
    """Write a way to talk to a member. HSDS has a field for who that is; it stays empty."""
    contact = part_of(record.public_id, f"service/contact/{role}")
    phone = _phone(record, role, way, contact_id=contact)
    title = str(choices.Way.CONTACT_MEMBER.label)
    return made("contact", id=contact, service_id=service_id(record), title=title, phones=[phone])


def _areas(record: Organization) -> list[Made]:
    """Name the places it serves; its own town, state or country among them if it reaches no further."""
    own = {
        Reach.LOCAL.value: (record.country, record.region, record.city),
        Reach.STATE.value: (record.country, record.region, ""),
        Reach.NATIONAL.value: (record.country, "", ""),
    }.get(record.reach, ("", "", ""))
    served = [own, *((area.country, area.region, area.city) for area in record.service_areas.all())]
    return [_area(record, *place) for place in dict.fromkeys(served) if place[0]]


def _area(record: Organization, country: str, region: str, city: str) -> Made:
    name = places.place_name(country, region, city)
    role = part_of(record.public_id, f"service/area/{country}/{region}/{city}")
    return made("service_area", id=role, service_id=service_id(record), name=name, extent=name, extent_type="text")


def _languages(record: Organization) -> list[Made]:
    return [
        made(
            "language",
            id=part_of(record.public_id, f"service/language/{language.slug}"),
            service_id=service_id(record),
            code=language.slug,
            name=language.name,
        )
        for language in record.languages.all()
    ]
