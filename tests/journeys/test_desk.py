"""Every page of the admin in a real browser: on a phone and a desk, by day and by night."""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse
from django.utils import timezone

from curation import amending, drafting, intake, review
from curation.checking import published
from curation.models import CriteriaSet, Decision, LanguageTerm, LinkCheck
from directory.models import FocusArea, Language, Population, Synonym
from tests import factories
from tests.curation.sheets import bringing
from tests.journeys.accessibility import DESK, TWICE_THE_SIZE, cut_at_twice_the_size, looks, violations
from tests.test_admin_urls import OF_ONE_SHEET, SENT_ON, WHO_MAY

AUDIT = Path(__file__).with_name("audit.js").read_text(encoding="utf-8")
# What can be pressed and has no edge, and what is the current one of several and looks like the others.
LOST = """() => {
  const seen = (one) => one.checkVisibility() && !one.closest(".unseen, .visually-hidden, [aria-hidden=true]");
  const all = (what) => [...document.querySelectorAll(what)].filter(seen);
  const edge = (style) => style.borderBottomStyle !== "none" && parseFloat(style.borderBottomWidth) > 0;
  const ground = (one) => getComputedStyle(one).backgroundColor;
  const lost = all("#content :is(button, .button, [type=submit])").filter((one) => !edge(getComputedStyle(one)));
  const others = all(".steps li:not([aria-current]), .tabs a:not([aria-current])").map(ground);
  const same = all(".steps li[aria-current], .tabs a[aria-current]").filter((one) => others.includes(ground(one)));
  return [...lost, ...same].map((one) => one.outerHTML.slice(0, 160));
}"""
EVERYTHING = ("Reviewer", "Publisher", "Administrator", "Coalition")
# Answer with a file, or with a page of another address; what stands in SENT_ON and is looked at all the same.
NO_PAGES = {"jsi18n", "password_change_done", "curation_batch_template", "curation_batch_download"}
LOOKED_AT = {"curation_submission_facts", "curation_submission_compare"}
SHEET = [
    ["Group", "Web", "Town", "State", "Works on", "Contact person", "Remarks"],
    ["Ember House", "ember.example.org", "Reno", "NV", "housing; karaoke", "Maria Lopez", "Ask for Dana."],
    ["Copper House", "nope", "Elko", "NV", "", "", "Permanently closed."],
    ["Night Gardens Collective", "", "Sparks", "NV", "", "", ""],
    ["Lantern Union", "", "Reno", "NV", "connection and care", "", ""],
]


@pytest.fixture
def pages(transactional_db, settings):
    """Make one of everything, with something to complain about on each page; return who looks, and the addresses."""
    # Everything that an operator can switch on has its buttons.
    settings.CHECK_LINKS, settings.EMAIL_HOST = True, "mail.example.org"
    reader, colleague = factories.user(*EVERYTHING), factories.publisher(username="colleague")
    listing, down = factories.organization(), factories.withdrawn()
    reported = factories.report(listing, words="They shout at whoever comes in.")
    factories.report(listing, kind="wrong", words="The number is dead.")
    review.ask_restore(down, by=colleague, words="It was a mistake.")
    waiting = factories.submission(
        name=listing.name, description="We rescue girls. Write to maria.lopez@gmail.com.", website=listing.website
    )
    begun = factories.submission(description="We rescue women and restore their dignity.")
    factories.recommended(begun, by=colleague)
    factories.assessed(begun, by=reader)
    change = factories.change(listing, city="Sparks", phone="+1 775 555 0199")
    again = intake.receive_for_review(listing, by=reader)
    factories.organization(name="Night Garden Collective", city="Reno")
    factories.translation(listing, by=colleague)
    refused = factories.submission()
    review.claim(refused, by=colleague)
    review.decline(refused, by=colleague, reason="policy", words="It joins raids.")
    review.appeal(refused, words="You read an old page.")
    draft = drafting.copy_as_draft(CriteriaSet.objects.get(), by=reader)
    amending.open_for_comment(draft, until=timezone.localdate() + timedelta(days=14), by=reader)
    batch = bringing.checked(SHEET, by=reader)
    waiting_sheet = bringing.upload(SHEET, by=reader)
    bringing.undone(bringing.sent(bringing.checked(SHEET, by=reader), by=reader), by=reader)
    published.bring_up_to_date()
    keys = {
        "linkcheck": [LinkCheck.objects.first().pk],
        "submission": [waiting.pk, begun.pk, change.pk, again.pk, refused.pk],
        "organization": [listing.pk, down.pk],
        "report": [reported.pk, reported.pk + 1],
        "decision": [Decision.objects.last().pk],
        "criteriaset": [CriteriaSet.objects.current().pk, draft.pk],
        "languageterm": [LanguageTerm.objects.first().pk],
        "synonym": [Synonym.objects.first().pk],
        "user": [reader.pk],
        "focusarea": [FocusArea.objects.first().pk],
        "language": [Language.objects.first().pk],
        "population": [Population.objects.first().pk],
        "coalition": [batch.coalition.pk],
        "batch": [batch.pk, batch.pk + 2],
    }
    apps = dict.fromkeys(
        ("submission", "report", "decision", "criteriaset", "coalition", "batch", "linkcheck", "languageterm"),
        "curation",
    ) | {"user": "auth"}
    found = [reverse("admin:index"), reverse("admin:password_change")]
    found += [reverse(f"admin:{name}") for name in ("figures", "agreement", "looking_again", "digest")]
    found += [reverse(f"admin:curation_submission_{name}", args=[begun.pk]) for name in ("compare", "burst")]
    found += [reverse("admin:directory_organization_due"), reverse("admin:curation_translation_changelist")]
    found += [reverse("admin:directory_organization_verify", args=[listing.pk])]
    found += [reverse("admin:directory_organization_translate", args=[listing.pk, "es"])]
    versions = (CriteriaSet.objects.current(), draft)
    found += [reverse("admin:curation_criteriaset_translate", args=[one.pk, "es"]) for one in versions]
    found += [reverse("admin:curation_submission_facts", args=[begun.pk])]
    found += [reverse("admin:directory_organization_propose", args=[listing.pk])]
    found += [reverse("admin:curation_submission_changelist") + "?needs=all"]
    found += [reverse("admin:curation_submission_export"), reverse("admin:curation_batch_guide")]
    found += [reverse("admin:directory_synonym_delete", args=[Synonym.objects.first().pk])]
    found += [reverse("admin:directory_organization_export"), reverse("admin:curation_translation_history", args=[1])]
    found += [reverse("admin:curation_batch_columns", args=[waiting_sheet.pk])]
    found += [reverse("admin:curation_batch_words", args=[batch.pk])]
    found += [reverse("admin:curation_batch_row", args=[batch.pk, number]) for number in (2, 3, 4, 5)]
    for model, pks in keys.items():
        named = f"admin:{apps.get(model, 'directory')}_{model}"
        found += [reverse(f"{named}_changelist"), *(reverse(f"{named}_change", args=[pk]) for pk in pks)]
        found += [reverse(f"{named}_history", args=[pks[-1]])]
        found += [] if model in {"organization", "decision", "report", "linkcheck"} else [reverse(f"{named}_add")]
    return reader, found


def test_every_page_of_the_admin_keeps_the_policy_and_can_be_read_and_pressed(new_page, let_in, pages):
    reader, addresses = pages
    page = new_page(width=DESK[0])
    let_in(page, reader)
    troubles = {}

    for address in addresses:
        status = page.goto(address).status
        for look in looks(page, (1280, "dark"), (360, "light"), (360, "dark")):
            found = page.evaluate(AUDIT) + page.troubles + page.foreign
            # It looks at the whole page whatever its width, and takes long: once in each scheme is enough.
            found += violations(page) if look in {DESK, (360, "dark")} else []
            page.troubles.clear()
            if status != 200 or found:
                troubles[address, look] = (status, found)

    assert troubles == {}


def test_in_colours_of_one_s_own_no_button_vanishes_and_what_is_current_stands_out(new_page, let_in, pages):
    reader, addresses = pages
    page = new_page(width=1280, forced_colors="active")
    let_in(page, reader)
    lost, seen = {}, 0

    for address in addresses:
        page.goto(address)
        seen += page.locator(".steps li[aria-current], .tabs a[aria-current]").count()
        if found := page.evaluate(LOST):
            lost[address] = found

    assert seen > 5
    assert lost == {}
    assert left_out(addresses) == set()


def test_nothing_on_the_desk_is_cut_or_sticks_out_at_twice_the_size(new_page, let_in, pages):
    reader, addresses = pages
    page = new_page(width=TWICE_THE_SIZE)
    let_in(page, reader)

    cut = {address: cut_at_twice_the_size(page, address) for address in addresses}

    assert {address: found for address, found in cut.items() if found} == {}


@pytest.mark.parametrize(("scheme", "ink"), [("light", "rgb(0, 0, 0)"), ("dark", "rgb(255, 255, 255)")])
def test_whoever_asks_for_more_contrast_gets_it(new_page, let_in, pages, scheme, ink):
    reader, addresses = pages
    page = new_page(width=1280, color_scheme=scheme, contrast="more")
    let_in(page, reader)
    bench = [address for address in addresses if "/submission/" in address and address.endswith("/change/")]
    troubles = {}

    for address in [reverse("admin:index"), reverse("admin:figures"), bench[0]]:
        page.goto(address)
        if found := page.evaluate(AUDIT) + violations(page):
            troubles[address] = found

    assert page.evaluate("getComputedStyle(document.body).color") == ink
    assert troubles == {}


def left_out(addresses):
    """Name the pages of the admin that are not among these: a page added later has to be added above as well."""
    looked_at = {resolve(urlsplit(address).path).url_name for address in addresses}
    there = {name for name, roles in WHO_MAY.items() if roles} | {f"curation_batch_{page}" for page in OF_ONE_SHEET}
    return there - NO_PAGES - (SENT_ON - LOOKED_AT) - looked_at
