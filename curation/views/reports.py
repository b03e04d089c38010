"""Reporting a listing: no account, no cookie, and nothing that the public or the group could notice."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from curation import reports
from curation.anonymous import open_to_all
from curation.forms.report import ReportLetter
from curation.views.letters import listing_at, signs_of_spam
from directory.limiting import Limiter
from directory.models import Organization

REPORTS = Limiter(per_hour=10)


@open_to_all
def report_listing(request: HttpRequest, slug: str) -> HttpResponse:
    organization = listing_at(slug)
    letter = ReportLetter(organization, request.POST if request.method == "POST" else None)
    receipt = _take_in(request, letter, organization) if letter.is_ready() else None
    context = {"organization": organization, "letter": letter, "envelope": letter.envelope(), "receipt": receipt}
    return render(request, f"curation/{'reported' if receipt else 'report'}.html", context)


def _take_in(request: HttpRequest, letter: ReportLetter, organization: Organization) -> reports.Receipt | None:
    stamp, said = letter.stamp, letter.said
    if stamp is None:
        return None
    held_because = signs_of_spam(request, letter, stamp, REPORTS)
    nonce = stamp.nonce_for([said, str(organization.public_id)])
    return reports.receive(organization, **said, nonce=nonce, held_because=held_because)
