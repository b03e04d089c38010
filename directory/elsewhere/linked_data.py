"""A listing in the words of schema.org, for what reads pages without seeing them."""

import json
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from directory import places
from directory.calendar.occasions import Occasion
from directory.choices import Way
from directory.models import Organization
from directory.translations import said

# What one goes to together. An open door is no event.
EVENTS = (Way.MEETING, Way.ACTION)
OFTEN = {"WEEKLY": "P1W", "MONTHLY": "P1M"}

# As Django's own `json_script` does it: so nothing that somebody wrote ends the element it stands in.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def markup(organization: Organization, occasions: Iterable[Occasion]) -> SafeString:
    """Return what stands in the page of a listing; nothing if its group wants it taken over by nobody.

    It has no address of the page: the same page is kept for every name of the site.
    """
    if _is_kept_out(organization):
        return mark_safe("")
    told = json.dumps(described(organization, occasions), ensure_ascii=False)
    return mark_safe(told.translate(_ESCAPED))  # noqa: S308 (escaped)


def described(organization: Organization, occasions: Iterable[Occasion]) -> dict[str, Any]:
    names = organization.names[1:]
    told = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": organization.public_id.urn,
        "name": organization.name,
        "alternateName": names,
        "description": said(organization, organization.description),
        "url": organization.website,
        "sameAs": [way.link for way in organization.ways.all() if way.kind == "social" and way.link],
        "email": organization.email,
        "telephone": organization.phone,
        "address": _address(organization),
        "areaServed": [str(area) for area in organization.service_areas.all()],
        "knowsLanguage": [language.said() for language in organization.languages.all()],
        "knowsAbout": [area.said() for area in organization.focus_areas.all()],
        "parentOrganization": _parent(organization),
        "event": [_event(occasion) for occasion in occasions if occasion.way.kind in EVENTS],
        # An organization has no licence; what is written about it has.
        "subjectOf": {"@type": "CreativeWork", "license": settings.OPEN_DATA_LICENSE[1]},
    }
    return {name: value for name, value in told.items() if value}


def _is_kept_out(organization: Organization) -> bool:
    return organization.keep_from_search_engines or organization.keep_from_open_data


def _parent(organization: Organization) -> dict[str, str]:
    parent = organization.listed_parent
    if parent is None or _is_kept_out(parent):
        return {}
    return {"@type": "Organization", "@id": parent.public_id.urn, "name": parent.name}


def _event(occasion: Occasion) -> dict[str, Any]:
    organization, way, ends = occasion.organization, occasion.way, occasion.ends
    told: dict[str, Any] = {
        "@type": "Event",
        "name": said(organization, way.label) or way.get_kind_display(),
        "description": said(organization, way.schedule),
        "url": way.link,
    }
    if occasion.when.days.on:
        told |= {"startDate": occasion.begins.isoformat(), "endDate": ends and ends.isoformat()}
    else:
        told["eventSchedule"] = _again_and_again(occasion)
    return {name: value for name, value in told.items() if value}


def _again_and_again(occasion: Occasion) -> dict[str, Any]:
    days, hours = occasion.when.days, occasion.when.hours
    told = {
        "@type": "Schedule",
        "repeatFrequency": OFTEN[days.freq],
        "byDay": list(days.byday),
        "startTime": hours.opens.isoformat(),
        "endTime": hours.closes and hours.closes.isoformat(),
        "scheduleTimezone": occasion.zone,
    }
    return {name: value for name, value in told.items() if value}


def _address(organization: Organization) -> dict[str, str]:
    told = {
        "streetAddress": organization.public_address,
        "addressLocality": organization.city,
        "addressRegion": places.region_name(organization.country, organization.region),
        "addressCountry": organization.country,
    }
    found = {name: value for name, value in told.items() if value}
    return {"@type": "PostalAddress", **found} if found else {}
