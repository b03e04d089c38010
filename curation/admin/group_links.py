"""Private links for a listed group: a curator makes one, sees it once, and passes it on."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from curation import links, notify
from curation.models import Agreement, GroupLink
from curation.posted import number
from curation.review import ReviewError
from directory.models import Organization


def make(request: HttpRequest, organization: Organization) -> dict[str, Any]:
    """Make a link and return what the page shows of it, this once: it is kept nowhere."""
    by_mail = "mail" in request.POST
    purpose = request.POST.get("purpose", "")
    with transaction.atomic():
        link, token = links.make(organization, purpose=purpose, by=request.user, is_mailed=by_mail)  # type: ignore[arg-type]
        if by_mail and not (notify.can_mail() and link.listing.email):
            raise ReviewError(_("It cannot be mailed from here. Make a link and pass it on yourself."))
    url = links.address(request.build_absolute_uri("/").rstrip("/"), token)
    if not by_mail:
        return {"link": link, "url": url}
    try:
        notify.send_link(link, url)
    except OSError:
        links.not_mailed(link)
        return {"link": link, "url": url, "is_refused": True}
    return {"link": link}


def revoke(request: HttpRequest, organization: Organization) -> str:
    links.revoke(organization, number(request.POST.get("link", "")), by=request.user)  # type: ignore[arg-type]
    return _("The link leads nowhere any more.")


def context(organization: Organization) -> dict[str, Any]:
    made = GroupLink.objects.filter(listing=organization).select_related("made_by")
    return {
        "links": [link for link in made if links.leads_on(link)],
        "purposes": GroupLink.Purpose.choices,
        "agreements": Agreement.objects.filter(listing=organization).order_by("-id"),
        "may_mail": bool(notify.can_mail() and organization.email),
    }
