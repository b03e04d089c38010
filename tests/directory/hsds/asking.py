"""Asks as a partner system does, and a listing that says everything a listing can say."""

import json

from django.test import Client

from tests import factories

EVERYTHING = {
    "name": "Lantern Collective", "acronym": "LC", "other_names": "La Linterna\nLanternä", "kind": "local-group",
    "leadership": "survivors", "publish_leadership": True, "description": "Peer support, by members.",
    "website": "https://lantern.example.org/über-uns/", "email": "info@lantern.example.org", "phone": "+1 775 555 0100",
    "reach": "state", "public_address": "12 Public Square, Reno, NV 89501", "address_is_open": True,
    "address_is_agreed": True, "latitude": "39.53", "longitude": "-119.81", "languages": ["en", "es"],
    "populations": ["sex-workers"], "focus_areas": ["connection-care", "economic-justice"],
    "service_areas": [{"country": "US", "region": "CA", "city": "Truckee"}],
    "policies": [
        {"question": "cost", "answer": "no", "detail": "Free.", "source": "their website", "as_of": "2026-03-01"},
        {"question": "age", "answer": "yes", "detail": "18 or older.", "source": "told us", "as_of": "2026-03-01"},
        {"question": "police", "answer": "no", "detail": "", "source": "their website", "as_of": "2026-03-01"},
    ],
    "ways": [
        {"kind": "meeting", "label": "Open meeting", "schedule": "First Mondays", "safety_note": "Ask for a ride.",
         "link": "https://lantern.example.org/meeting"},
        {"kind": "drop-in", "label": "Kitchen", "schedule": "Tuesdays 6–8 pm"},
        {"kind": "action", "label": "March", "schedule": "December 5, 2030, 2 pm"},
        {"kind": "peer-line", "label": "Warm line", "phone": "+1 775 555 0101", "languages": "Spanish"},
        {"kind": "contact-member", "label": "Ask for Canary", "phone": "+1 775 555 0102"},
        {"kind": "social", "label": "Chirper", "link": "https://chirper.example.org/lantern"},
        {"kind": "email-list", "link": "https://lantern.example.org/list"},
    ],
}  # fmt: skip


def everything(**given):
    return factories.organization(**(EVERYTHING | given))


def ask(address, **parts):
    """Return what is answered, having seen that it was understood."""
    answer = Client().get(f"/hsds/{address}", parts)
    assert answer.status_code == 200, answer.content
    return json.loads(answer.getvalue())


def names(address, **parts):
    """Name what a list of organizations finds, in its order."""
    return [record["name"] for record in ask(address, **parts)["contents"]]


def refused(address, **parts):
    """Return the status, the part that was not understood, and the sentence."""
    answer = Client().get(f"/hsds/{address}", parts)
    error = answer.json()["error"]
    return answer.status_code, error.get("field", ""), error["message"]


def lines(address, **parts):
    return [json.loads(line) for line in Client().get(f"/hsds/{address}", parts).getvalue().splitlines()]
