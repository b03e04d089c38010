"""Mail to listed groups and to curators who asked for it: plain, and with nothing in it that gives anybody away."""

from typing import Any

from django.conf import settings
from django.core.mail import get_connection, send_mail
from django.template.loader import render_to_string

from curation.models import GroupLink

TEMPLATES = {GroupLink.Purpose.CONFIRM: "confirm", GroupLink.Purpose.LEADERSHIP: "leadership"}


def can_mail() -> bool:
    return bool(settings.EMAIL_HOST)


def try_server() -> None:
    """Sign in at the mail server and send nothing. Raises `OSError` if it does not answer or lets nobody in."""
    with get_connection():
        pass


def send_link(link: GroupLink, url: str) -> None:
    """Send the group its private link, by its purpose in words. Raises `OSError` if the server does not take it."""
    name = TEMPLATES.get(GroupLink.Purpose(link.purpose), "link")
    _send(name, link.listing.email, {"url": url, "until": link.last_day})


def send_digest_link(address: str, url: str, days: int) -> None:
    """Send a curator the link that begins the daily mail. Raises `OSError` if the server does not take it."""
    _send("digest_link", address, {"url": url, "days": days})


def send_digest(address: str, told: Any, desk: str) -> None:
    """Send a curator the counts of the day. Raises `OSError` if the server does not take it."""
    _send("digest", address, {"told": told, "desk": desk})


def _send(name: str, address: str, context: dict[str, Any]) -> None:
    subject = render_to_string(f"curation/mail/{name}_subject.txt").strip()
    send_mail(subject, render_to_string(f"curation/mail/{name}.txt", context), None, [address])
