"""A listing in the words of schema.org, for what reads pages without seeing them."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from directory import places
from directory.models import Organization

# As Django's own `json_script` does it: so nothing that somebody wrote ends the element it stands in.
_ESCAPED = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def markup(organization: Organization) -> SafeString:
    """Return what stands in the page of a listing. No address of the page: the same page is kept for every name of the site."""
    return mark_safe(json.dumps(described(organization), ensure_ascii=False).translate(_ESCAPED))  # noqa: S308 (escaped)


def described(organization: Organization) -> dict[str, Any]:
    names = organization.names[1:]
    told = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "@id": organization.public_id.urn,
        "name": organization.name,
        "alternateName": names,
        "description": organization.description,
        "url": organization.website,
        "sameAs": [way.link for way in organization.ways.all() if way.kind == "social" and way.link],
        "email": organization.email,
        "telephone": organization.phone,
        "address": _address(organization),
        "areaServed": [str(area) for area in organization.service_areas.all()],
        "knowsLanguage": [language.name for language in organization.languages.all()],
        "knowsAbout": [area.name for area in organization.focus_areas.all()],
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
