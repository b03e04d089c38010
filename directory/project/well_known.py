"""Files that programs look for at addresses of their own: for robots, for whoever found a danger, for other search tools."""

from datetime import UTC, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

ROBOTS = """User-agent: *
Disallow: /{admin}
Disallow: /suggest
Disallow: /*/suggest
Disallow: /*/correct/
Disallow: /embed/
Disallow: /*/embed/

Sitemap: {sitemap}
"""
PLAIN = "text/plain; charset=utf-8"
# RFC 9116 wants a day on which the contact is to be looked at again; it moves on while the site runs.
CONTACT_DAYS = 180


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    return HttpResponse(ROBOTS.format(admin=settings.ADMIN_PATH, sitemap=sitemap), content_type=PLAIN)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Say where to report a danger, in the form of RFC 9116, if the operator has said so."""
    contact = settings.SECURITY_CONTACT
    if not contact:
        raise Http404
    if "@" in contact and ":" not in contact:
        contact = f"mailto:{contact}"
    expires = timezone.now().astimezone(UTC) + timedelta(days=CONTACT_DAYS)
    lines = [f"Contact: {contact}", f"Expires: {expires:%Y-%m-%d}T00:00:00Z", "Preferred-Languages: en"]
    if settings.SITE_URL:
        lines.append(f"Canonical: {settings.SITE_URL}{reverse('security')}")
    return HttpResponse("".join(f"{line}\n" for line in lines), content_type=PLAIN)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """Describe the search. No page points here: a browser that finds it keeps the site in its settings, unasked."""
    context = {"search_url": request.build_absolute_uri(reverse("organization_list"))}
    return render(request, "opensearch.xml", context, content_type="application/opensearchdescription+xml")
