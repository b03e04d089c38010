"""Every address of the admin is in a table that says who may open it, and what every button refuses to whom."""

import html
import re

import pytest
from django.contrib.auth.models import User
from django.urls import URLResolver, get_resolver, reverse

from curation.admin import link_checks, listings, reports, side_by_side, translations, workbench
from curation.checking import published
from curation.models import Coalition, CriteriaSet, Decision, LanguageTerm, LinkCheck, Submission
from directory.models import FocusArea, Organization
from tests import factories
from tests.curation.sheets import bringing

ROLES = ("Reviewer", "Publisher", "Coalition", "Administrator")
READING, TERMS = {"Reviewer", "Publisher"}, {"Administrator"}
EVERYONE = {*ROLES, "nobody in particular"}

OF_ONE_SHEET = ("change", "history", "columns", "words", "row", "download")

# Name of the address → the roles it opens to. Everybody else is refused; a stranger is sent to sign in.
WHO_MAY = {
    "index": EVERYONE,
    "password_change": EVERYONE,
    "password_change_done": EVERYONE,
    "still_here": EVERYONE,
    "figures": {*READING, "Administrator"},
    "agreement": {*READING, "Administrator"},
    "looking_again": READING,
    "digest": READING,
    "digest_confirm": READING,
    "jsi18n": EVERYONE,
    "autocomplete": set(),
    "curation_submission_changelist": {*READING, "Coalition"},
    "curation_submission_add": {*READING, "Coalition"},
    "curation_submission_change": READING,
    "curation_submission_facts": READING,
    "curation_submission_compare": READING,
    "curation_submission_burst": READING,
    "curation_submission_history": READING,
    "curation_submission_delete": set(),
    "curation_decision_changelist": {*READING, "Administrator"},
    "curation_decision_change": {*READING, "Administrator"},
    "curation_decision_history": {*READING, "Administrator"},
    "curation_decision_add": set(),
    "curation_decision_delete": set(),
    "curation_criteriaset_changelist": {*READING, "Administrator"},
    "curation_criteriaset_change": {*READING, "Administrator"},
    "curation_criteriaset_history": {*READING, "Administrator"},
    "curation_criteriaset_add": TERMS,
    "curation_criteriaset_delete": set(),
    "curation_criteriaset_copy": TERMS,
    "curation_criteriaset_step": TERMS,
    "curation_criteriaset_translate": {*READING, "Administrator"},
    "curation_languageterm_changelist": TERMS,
    "curation_languageterm_add": TERMS,
    "curation_languageterm_change": TERMS,
    "curation_languageterm_history": TERMS,
    "curation_languageterm_delete": set(),
    "curation_submission_export": {*READING, "Coalition"},
    "curation_report_changelist": READING,
    "curation_report_change": READING,
    "curation_report_history": READING,
    "curation_report_add": set(),
    "curation_report_delete": set(),
    "curation_linkcheck_changelist": READING,
    "curation_linkcheck_change": READING,
    "curation_linkcheck_history": READING,
    "curation_linkcheck_add": set(),
    "curation_linkcheck_delete": set(),
    "curation_coalition_changelist": TERMS,
    "curation_coalition_add": TERMS,
    "curation_coalition_change": TERMS,
    "curation_coalition_history": TERMS,
    "curation_coalition_delete": set(),
    "curation_batch_changelist": {"Coalition"},
    "curation_batch_add": {"Coalition"},
    "curation_batch_template": {"Coalition"},
    "curation_batch_guide": {"Coalition"},
    "curation_batch_delete": set(),
    # One's own only, so that nobody else's is there for any role: see tests/curation/admin/test_sheets.py.
    **{f"curation_batch_{page}": set() for page in OF_ONE_SHEET},
    "directory_organization_export": set(ROLES),
    "directory_organization_changelist": set(ROLES),
    "directory_organization_change": set(ROLES),
    "directory_organization_history": set(ROLES),
    "directory_organization_propose": READING,
    "directory_organization_translate": READING,
    "directory_organization_due": READING,
    "directory_organization_verify": READING,
    "curation_translation_changelist": READING,
    "curation_translation_change": READING,
    "curation_translation_history": READING,
    "curation_translation_add": set(),
    "curation_translation_delete": set(),
    "directory_organization_add": set(),
    "directory_organization_delete": set(),
    "auth_user_changelist": TERMS,
    "auth_user_add": TERMS,
    "auth_user_change": TERMS,
    "auth_user_history": TERMS,
    "auth_user_delete": set(),
    "auth_user_invite": TERMS,
} | {
    f"directory_{model}_{view}": set() if view == "delete" and model != "synonym" else TERMS
    for model in ("focusarea", "language", "population", "synonym")
    for view in ("changelist", "add", "change", "history", "delete")
}
# Open to whoever comes: signing in and out, and taking up an invitation. `app_list` shows what one may open anyway.
OPEN_TO_ALL = {"login", "logout", "invitation", "app_list", None}
# Answer with a redirect or a sentence where others get a page.
SENT_ON = {
    "still_here",
    "digest_confirm",
    "auth_user_invite",
    "curation_submission_facts",
    "curation_submission_compare",
    "curation_criteriaset_copy",
    "curation_criteriaset_step",
    "autocomplete",
    "curation_translation_change",
}


def admin_urls(resolver=None, inside=False):
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from admin_urls(pattern, inside or pattern.namespace == "admin")
        elif inside:
            yield pattern.name


def test_every_address_of_the_admin_is_in_the_table():
    assert set(admin_urls()) == {*WHO_MAY, *OPEN_TO_ALL}


@pytest.fixture
def world(db):
    """One of everything that has a page of its own."""
    organization = factories.organization()
    waiting = factories.submission()
    published.bring_up_to_date()
    return {
        "linkcheck": LinkCheck.objects.first().pk,
        "submission": waiting.pk,
        "organization": organization.pk,
        "report": factories.report(organization).pk,
        "translation": factories.translation(organization).pk,
        "decision": Decision.objects.first().pk,
        "criteriaset": CriteriaSet.objects.get().pk,
        "languageterm": LanguageTerm.objects.get(slug="rescue").pk,
        "user": factories.reviewer().pk,
        "batch": bringing.checked([["Name"], ["Ember House"]], by=bringing.coalition()).pk,
        "coalition": Coalition.objects.get().pk,
        **{
            model.__name__.lower(): model.objects.first().pk
            for model in (
                FocusArea,
                *(FocusArea._meta.apps.get_model("directory", m) for m in ("Language", "Population", "Synonym")),
            )
        },
    }


def address(name, world):
    model = name.split("_")[1] if "_" in name else ""
    needs_key = name.rpartition("_")[2] in {
        "change",
        "delete",
        "history",
        "facts",
        "burst",
        "propose",
        "verify",
        "translate",
        "invite",
        "copy",
        "step",
        "compare",
    } or name.endswith(OF_ONE_SHEET)
    args = [world[model]] if needs_key and model in world else []
    extra = {
        "digest_confirm": ["a-token"],
        "curation_batch_row": [2],
        "curation_batch_template": ["csv"],
        "directory_organization_translate": ["es"],
        "curation_criteriaset_translate": ["es"],
    }
    return reverse(f"admin:{name}", args=[*args, *extra.get(name, [])])


def opens(client, name, world):
    response = client.post(address(name, world)) if name == "auth_user_invite" else client.get(address(name, world))
    return response.status_code in ({200, 204, 302} if name in SENT_ON else {200})


@pytest.mark.parametrize("role", [*ROLES, "nobody in particular"])
def test_each_address_opens_to_those_it_is_for_and_to_nobody_else(client, world, role):
    client.force_login(factories.user(role) if role in ROLES else factories.user())

    opened = {name for name in WHO_MAY if opens(client, name, world)}

    assert opened == {name for name, roles in WHO_MAY.items() if role in roles}


def test_a_stranger_is_sent_to_sign_in_whatever_the_address(client, world):
    answers = {name: client.get(address(name, world)) for name in WHO_MAY}

    assert {name for name, answer in answers.items() if answer.status_code != 302} == set()
    assert {answer.url.split("?")[0] for answer in answers.values()} == {reverse("admin:login")}


def pressed(client, name, world, acts, typed):
    """Press each button of a page in turn, and return with what they were answered."""
    assert acts
    return {client.post(address(name, world), {"do": do, **typed}).status_code for do in acts}


@pytest.mark.parametrize("role", ["Coalition", "Administrator"])
def test_no_button_of_the_workbench_works_without_the_permission(client, world, role):
    client.force_login(factories.user(role))
    before = Decision.objects.count(), Submission.objects.get(pk=world["submission"]).version

    typed = {"words": "x", "reason": "spam", "question": "x"}
    assert pressed(client, "curation_submission_change", world, workbench.ACTS, typed) <= {403, 404}
    assert (Decision.objects.count(), Submission.objects.get(pk=world["submission"]).version) == before


@pytest.mark.parametrize("role", ["Coalition", "Administrator"])
def test_no_button_beside_a_finding_works_without_the_permission(client, world, role):
    client.force_login(factories.user(role))
    before = Decision.objects.count()

    assert pressed(client, "curation_submission_compare", world, side_by_side.ACTS, {"because": "x"}) == {403}
    assert Decision.objects.count() == before


@pytest.mark.parametrize("role", ["Coalition", "Administrator"])
def test_no_button_of_a_listing_works_without_the_permission(client, world, role):
    client.force_login(factories.user(role))
    before = Decision.objects.count()

    typed = {"words": "x", "reason": "safety"}
    assert pressed(client, "directory_organization_change", world, listings.ACTS, typed) == {403}
    assert Decision.objects.count() == before
    assert Organization.objects.listed().count() == 1


@pytest.mark.parametrize("role", ["Coalition", "Administrator"])
def test_no_button_of_a_report_works_without_the_permission(client, world, role):
    client.force_login(factories.user(role))
    before = Decision.objects.count()

    assert pressed(client, "curation_report_change", world, reports.ACTS, {"words": "x"}) == {403}
    assert Decision.objects.count() == before
    assert Organization.objects.listed().count() == 1


@pytest.mark.parametrize("role", ["Coalition", "Administrator"])
def test_no_button_of_a_link_works_without_the_permission(client, world, role):
    client.force_login(factories.user(role))

    assert pressed(client, "curation_linkcheck_change", world, link_checks.ACTS, {}) == {403}
    assert LinkCheck.objects.get(pk=world["linkcheck"]).checked_at is None


def test_a_coalition_opens_what_it_sent_and_nothing_of_how_it_is_judged(client, world):
    sender = factories.user("Coalition")
    sent = factories.submission(source="curator", by=sender)
    client.force_login(sender)

    own = client.get(reverse("admin:curation_submission_change", args=[sent.pk]))
    listed = client.get(reverse("admin:curation_submission_changelist"))

    assert own.status_code == 200
    assert "What still stands in the way" not in own.content.decode()
    assert sent.name in listed.content.decode()
    assert Submission.objects.get(pk=world["submission"]).name not in listed.content.decode()


def test_somebody_who_was_deactivated_opens_nothing(client, world):
    former = factories.reviewer()
    client.force_login(former)
    User.objects.filter(pk=former.pk).update(is_active=False)

    answer = client.get(reverse("admin:curation_submission_changelist"))

    assert answer.status_code == 302


@pytest.mark.parametrize("role", ["Coalition", "Administrator"])
def test_no_button_of_a_translation_works_without_the_permission(client, world, role):
    client.force_login(factories.user(role))
    before = Decision.objects.count()
    typed = {"because": "x", "seen": "1", "translation": world["translation"]}
    assert pressed(client, "directory_organization_translate", world, translations.ACTS, typed) == {403}
    assert Decision.objects.count() == before


def lists_of(role):
    return [
        reverse(f"admin:{name}") for name, roles in WHO_MAY.items() if name.endswith("_changelist") and role in roles
    ]


@pytest.mark.parametrize("role", ROLES)
def test_no_list_answers_what_it_does_not_offer(client, world, role):
    """An administrator who reviews nothing could read off the vocabularies what is said in the queue."""
    client.force_login(factories.user(role))

    answers = {page: client.get(f"{page}?pk__gt=0").headers.get("Location") for page in lists_of(role)}

    assert answers == {page: f"{page}?e=1" for page in lists_of(role)}
    assert answers


@pytest.mark.parametrize("role", ROLES)
def test_every_list_answers_whatever_it_offers_to_narrow_or_order_it_by(client, world, role):
    client.force_login(factories.user(role))

    offered = {
        page: {html.unescape(query) for query in re.findall(r'href="(\?[^"]+)"', client.get(page).content.decode())}
        for page in lists_of(role)
    }
    answers = {
        page + query: client.get(page + query).status_code for page, all_of in offered.items() for query in all_of
    }

    assert {address: status for address, status in answers.items() if status != 200} == {}
    assert len(answers) > 10
