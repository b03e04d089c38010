"""Mail to listed groups: plain, to an address of the group, and with nothing in it that gives anybody away."""

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from curation.models import GroupLink

TEMPLATES = {GroupLink.Purpose.CONFIRM: "confirm"}


def can_mail() -> bool:
    return bool(settings.EMAIL_HOST)


def send_link(link: GroupLink, url: str) -> None:
    """Send the group its private link, by its purpose in words. Raises `OSError` if the server does not take it."""
    name = TEMPLATES.get(GroupLink.Purpose(link.purpose), "link")
    subject = render_to_string(f"curation/mail/{name}_subject.txt").strip()
    body = render_to_string(f"curation/mail/{name}.txt", {"url": url, "until": link.expires_at})
    send_mail(subject, body, None, [link.listing.email])
