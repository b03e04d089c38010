"""Every page an outsider can come to: by its address, or by what is pressed on another."""

from datetime import date, timedelta
from urllib.parse import urlsplit

from django.urls import get_resolver, resolve
from django.utils import timezone

from curation import amending, drafting, founding, intake, links, review, yearly
from curation.models import CriteriaSet, Source, YearInNumbers
from directory.languages import bare
from tests import factories
from tests.test_silent_queue import routes

WAYS = [
    {"kind": "peer-line", "label": "Night line", "phone": "+1 775 555 0100", "schedule": "Mondays, 7 pm to 9 pm"},
    {"kind": "chat", "label": "Chat", "link": "https://www.facebook.com/lantern"},
]
POLICY = {"question": "police", "answer": "no", "detail": "Never.", "source": "Their page", "as_of": "2026-09-14"}
# Answer with a file, a word for a machine, or the address of a page.
NO_PAGES = {
    *("health/", "robots.txt", "opensearch.xml", ".well-known/security.txt", "sitemap.xml", "sitemap-<section>.xml"),
    *("groups.atom", "calendar.ics", "groups.<str:kind>", "groups/<slug:slug>.vcf", "groups/<slug:slug>.ics"),
    *("my-list.<str:kind>", "transparency.json", "open-data/hsds.zip", "open-data/groups.geojson"),
    *("en/", "en/<path:rest>"),
}


def make():
    """Make one of everything that visitors, senders and groups meet. Returns what `visits` needs to know of it."""
    founding.make_founding_list()
    first, second = factories.pair()
    listing = factories.organization(name="Lantern Union", ways=WAYS, policies=[POLICY], leadership="survivors")
    asked, declined = (intake.receive(factories.facts(), source=Source.FORM) for _each in range(2))
    for sent in (asked, declined):
        review.claim(sent.submission, by=first)
    review.ask(asked.submission, by=first, question="Who decides?")
    review.decline(declined.submission, by=first, reason="policy", words="Their page asks for tougher penalties.")
    by = factories.user("Administrator")
    draft = drafting.copy_as_draft(CriteriaSet.objects.current(), by=by)
    amending.open_for_comment(draft, until=timezone.localdate() + timedelta(days=14), by=by)
    body = yearly.blurred([yearly._counts(date(2025, 12, 1), date(2026, 1, 1), is_latest=True)])
    YearInNumbers.objects.create(year=2025, made_at=timezone.now(), body=body)
    tokens = {purpose: links.make(listing, purpose=purpose, by=second).token for purpose in ("entry", "leadership")}
    return {"asked": asked.reference, "declined": declined.reference, **tokens}


def addresses(made):
    """List every page by its address; those of the list under the questions that change what is on it."""
    found = ["/", "/groups/", "/quiet/", "/embed/", "/map/us/", "/map/world/", "/my-list/", "/take-action/", "/about/"]
    found += ["/safety/", "/open-data/", "/suggest/", "/suggestion/", "/what-we-keep/", "/transparency/"]
    found += ["/how-we-vet/", "/how-we-vet/1/", "/how-we-vet/2/", "/how-we-vet/2/comment/", "/nowhere/"]
    found += [f"/groups/?{asked}" for asked in ("focus=bogus", "q=nothing+like+it", "near=Springfield", "q=union")]
    found += ["/groups/lantern-union/", "/groups/red-canary-song/"]
    found += ["/groups/lantern-union/correct/", "/groups/lantern-union/report/"]
    found += ["/my-list/?group=lantern-union", "/hsds/profile", "/entry/nothing/"]
    own = f"/entry/{made['entry']}/"
    found += [own, f"{own}correct/", f"{own}in/es/", f"/entry/{made['leadership']}/"]
    return found + [f"/es{path}" for path in ("/", "/groups/", "/groups/lantern-union/", own, f"{own}in/es/")]


def pressed(made):
    """Name every page that only comes of a press, with where to fill in what, by name, and what to press if not “Send”."""
    own = f"/entry/{made['entry']}/"
    about_a_person = {"name": "Ember House", "description": "Ask Maria Lopez, m.lopez@gmail.com"}
    return {
        "nothing filled in": ("/suggest/", {}),
        "a person in it": ("/suggest/", about_a_person),
        "no reason to report": ("/groups/lantern-union/report/", {}),
        "reported": ("/groups/lantern-union/report/", {"kind": "closed"}),
        "corrected": ("/groups/lantern-union/correct/", {"note": "It has moved."}),
        "commented": ("/how-we-vet/2/comment/", {"words": "Ask who pays for it."}),
        "asked something": ("/suggestion/", {"reference": made["asked"]}),
        "declined, and may appeal": ("/suggestion/", {"reference": made["declined"]}),
        "no such reference": ("/suggestion/", {"reference": "2222-2222-2222-2222"}),
        "found quietly": ("/quiet/", {"q": "union"}, ".asking .search .button"),
        "nothing ticked": (own, {}, "[value=hide]"),
        "nothing translated": (f"{own}in/es/", {}),
        "paused": (own, {}, "[value=pause]"),
        "resumed": (own, {}, "[value=resume]"),
    }


def press(page, address, typed, button="form .button:not([name])"):
    page.goto(address)
    for name, value in typed.items():
        one = page.locator(f"main [name={name}]").first
        if one.get_attribute("type") == "radio":
            page.locator(f"main [name={name}][value={value}]").check(timeout=3000)
        else:
            one.fill(value, timeout=3000)
    with page.expect_navigation(timeout=9000):
        page.locator(f"main :is({button}):visible").first.click(timeout=3000)


def missing(made):
    """List the routes of pages that no address above leads to."""
    seen = {resolve(bare(urlsplit(path).path)).route for path in addresses(made) if path != "/nowhere/"}
    return {route for route in routes(get_resolver().url_patterns) if "hsds/" not in route} - seen - NO_PAGES
