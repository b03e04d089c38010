"""A partner's HSDS files: a package of tables, and what its endpoint answers."""

import csv
import io
import json

from tests.curation.sheets import files

ORG, SERVICE, PLACE = "0b8a5c1e-0000-4000-8000-00000000000a", "s-1", "l-1"
TABLES = {
    "organizations.csv": [
        {"id": ORG, "name": "Harbor Union", "alternate_name": "HU", "description": "Rides and meals.", "website": "https://harbor.example.org/"},
        {"id": "o-2", "name": "Juniper Table", "description": "A kitchen.", "parent_organization_id": ORG},
    ],
    "services.csv": [
        {"id": SERVICE, "organization_id": ORG, "name": "Rides", "description": "To court.", "status": "active", "fees_description": "Free"},
        {"id": "s-2", "organization_id": "o-2", "name": "Kitchen", "status": "defunct"},
    ],
    "locations.csv": [{"id": PLACE, "organization_id": ORG, "location_type": "physical", "latitude": "40.123456", "longitude": "-83.123456"}],
    "service_at_location.csv": [{"id": "sal-1", "service_id": SERVICE, "location_id": PLACE}],
    "addresses.csv": [
        {"id": "a-1", "location_id": PLACE, "address_1": "44 Canary Street", "city": "Lima", "state_province": "OH", "postal_code": "45801", "country": "US", "address_type": "physical"},
    ],
    "phones.csv": [
        {"id": "p-1", "organization_id": ORG, "number": "+1 419 555 0100", "type": "voice"},
        {"id": "p-2", "contact_id": "c-1", "number": "+1 419 555 0177", "type": "cell"},
        {"id": "p-3", "service_id": SERVICE, "number": "+1 419 555 0188", "type": "fax"},
    ],
    "contacts.csv": [{"id": "c-1", "organization_id": ORG, "name": "Canary Quinnipiac", "email": "canary@home.example.org", "title": "Director"}],
    "languages.csv": [{"id": "g-1", "service_id": SERVICE, "name": "Spanish", "code": "es"}],
    "schedules.csv": [{"id": "h-1", "service_id": SERVICE, "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}],
    "service_areas.csv": [{"id": "v-1", "service_id": SERVICE, "name": "Ohio, United States"}],
    "attributes.csv": [{"id": "t-1", "link_id": SERVICE, "link_entity": "service", "taxonomy_term_id": "tt-1"}],
    "taxonomies.csv": [{"id": "x-1", "name": "Open Eligibility", "description": "Human services"}],
    "taxonomy_terms.csv": [{"id": "tt-1", "taxonomy_id": "x-1", "code": "1101", "name": "Help getting around", "description": "Rides"}],
    "cost_options.csv": [{"id": "k-1", "service_id": SERVICE, "amount": "0"}],
}  # fmt: skip


def table(rows):
    written = io.StringIO(newline="")
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(written, names)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def package(*more, **tables):
    """Return a package; `tables` replace its own by name without ending, and None takes one away."""
    told = TABLES | {f"{name}.csv": rows for name, rows in tables.items()}
    parts = [(name, table(rows)) for name, rows in told.items() if rows is not None]
    return files.zipped([("datapackage.json", "{}"), *parts, *more])


def page(*records, **envelope):
    return json.dumps({"total_pages": 1, "page_number": 1, "empty": False} | envelope | {"contents": records}).encode()


def whole_service(**given):
    """A service with all that is in it, as `services?full=true` answers."""
    return {
        "id": SERVICE, "name": "Rides", "status": "active", "organization": {"id": ORG, "name": "Harbor Union", "website": "https://harbor.example.org/"},
        "phones": [{"id": "p-1", "number": "+1 419 555 0100"}],
        "contacts": [{"id": "c-1", "name": "Canary Quinnipiac", "phones": [{"id": "p-2", "number": "+1 419 555 0177"}]}],
        "languages": [{"id": "g-1", "name": "Spanish"}],
        "service_at_locations": [{"id": "sal-1", "location": {"id": PLACE, "location_type": "physical", "addresses": [
            {"id": "a-1", "address_1": "44 Canary Street", "city": "Lima", "state_province": "OH", "country": "US"}]}}],
        "attributes": [{"id": "t-1", "link_type": "offers", "taxonomy_term": {"id": "tt-1", "name": "Help getting around", "taxonomy_detail": {"id": "x", "name": "Open Eligibility"}}}],
    } | given  # fmt: skip
