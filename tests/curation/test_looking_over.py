"""Listings that were let through before the rules knew of a person's details: found when the rules know more."""

import ast
from pathlib import Path

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from curation import digest, intake, looking_over, notes, personal, rereviews, review, startup, translations
from curation.models import LookedOver, Suspicion
from curation.retention import erasing
from directory.models import Organization, OrganizationTranslation
from tests import factories

pytestmark = pytest.mark.django_db

TELLS = "Peer support in Reno. Ask for Maria Lopez at her home, 12 Elm Street."
AGAIN = "admin:looking_again"


@pytest.fixture
def before(monkeypatch):
    """Publish listings as if people's details were not looked for yet."""

    def publish(**given):
        with monkeypatch.context() as patched:
            patched.setattr(personal, "findings", lambda *_text, **_more: [])
            return factories.organization(**given)

    return publish


def told():
    return [(due.listing.name, due.may_tell_of_someone) for due in rereviews.due()]


def reviewed_again(listing):
    """Let two look at a listing again; what is still found is cleared."""
    first, second = factories.pair()
    entry = intake.receive_for_review(listing, by=first)
    factories.recommended(entry, by=first)
    for remark in notes.personal_remarks(entry):
        review.clear(entry, by=first, subject="personal", digest=remark.note.digest, reason="She asked for it.")
    factories.recommended(entry, by=second)
    review.publish(entry, by=second)


def test_a_listing_that_may_tell_of_a_person_comes_first_and_all_others_stay_where_they_were(before):
    founding = factories.organization(name="Anemone Union", ground="founding", listed_on="2020-01-01")
    tells = before(name="Zinnia House", description=TELLS)
    factories.organization(name="Lantern Union")
    assert told() == [("Anemone Union", False)]

    assert looking_over.look_over() == 1

    assert told() == [("Zinnia House", True), ("Anemone Union", False)]
    assert [due.listing for due in rereviews.waiting()] == [tells, founding]


def test_what_is_kept_of_it_has_none_of_its_words(before):
    before(description=TELLS)
    looking_over.look_over()

    kept = Suspicion.objects.values().get() | LookedOver.objects.values().get()

    assert set(kept) == {"id", "look_id", "listing_id", "rules", "on"}
    assert kept["on"] == timezone.localdate()


def test_once_it_is_changed_nothing_is_left_to_look_at(before):
    listing = before(description=TELLS)
    looking_over.look_over()
    assert told()

    factories.published(factories.change(listing, description="Peer support in Reno."))

    assert told() == []
    assert looking_over.look_over() == 0


def test_whoever_looks_at_it_again_sees_what_is_meant_and_what_they_clear_is_not_asked_again(before):
    listing = before(description=TELLS)
    looking_over.look_over()

    reviewed_again(listing)

    assert Organization.objects.get().description == TELLS
    assert told() == []
    assert looking_over.look_over() == 0


def test_what_is_changed_elsewhere_ends_nothing(before):
    listing = before(description=TELLS, phone="+1 775 555 0100")
    looking_over.look_over()

    review.hide(factories.link(listing), ["phone"])
    assert told() == [(listing.name, True)]

    first, second = factories.pair()
    listing.refresh_from_db()
    change = factories.change(listing, description=TELLS.replace("12 Elm Street", "the corner"))
    factories.recommended(change, by=first, recommendation="decline")
    for remark in notes.personal_remarks(change):
        review.clear(change, by=first, subject="personal", digest=remark.note.digest, reason="Nobody minds.")
    assert looking_over.look_over() == 1
    review.decline(change, by=second, reason="not-enough", words="No.")
    assert looking_over.look_over() == 1


@pytest.mark.parametrize("where", ["how it was checked", "a translation"])
def test_all_that_its_page_shows_is_looked_at(before, monkeypatch, where):
    listing = before(description="Peer support in Reno.")
    if where == "a translation":
        words = {listing.description: "Apoyo en Reno. Pregunta por María López en su casa, 12 Elm Street."}
        OrganizationTranslation.objects.create(organization=listing, language="es", texts=words)
    else:
        Organization.objects.filter(pk=listing.pk).update(facts_checked_how=TELLS)

    assert looking_over.look_over() == 1
    assert told() == [(listing.name, True)]
    if where == "a translation":
        texts = {listing.description: "Apoyo entre pares en Reno."}
        translations.publish(factories.translation(listing, texts=texts), by=factories.pair()[1], because="")
    else:
        reviewed_again(listing)
    assert told() == []


def test_with_the_record_of_a_listing_goes_what_was_found_of_it(before):
    listing = before(description=TELLS)
    looking_over.look_over()
    review.withdraw(listing, by=factories.pair()[0], reason="safety")

    erasing.erase_listing(Organization.objects.get())

    assert not Suspicion.objects.exists()


def test_the_names_of_a_group_and_of_what_it_is_part_of_are_nobody_s(before):
    parent = factories.organization(name="Maria Lopez Union")
    before(name="Lantern House", description="A house of Maria Lopez Union.", parent=str(parent.public_id))

    assert looking_over.look_over() == 0


def test_what_is_out_of_sight_is_looked_at_too_and_asked_about_once_it_is_back(before):
    listing = before(description=TELLS)
    link = factories.mailed_link(listing)
    review.pause(link)

    assert looking_over.look_over() == 1
    assert told() == []

    review.resume(link)
    assert told() == [(listing.name, True)]


def test_a_start_looks_all_over_once_for_each_state_of_the_rules(before, monkeypatch):
    startup.prepare()
    listing = before(description=TELLS)
    assert not looking_over.is_outdated()

    startup.prepare()
    assert not Suspicion.objects.filter(listing=listing).exists()

    monkeypatch.setattr(looking_over, "rules", lambda: "f" * 64)
    call_command("start", "--no-link")
    assert Suspicion.objects.filter(listing=listing).exists()
    assert LookedOver.objects.get().rules == "f" * 64


def test_the_rules_are_others_as_soon_as_a_word_is(monkeypatch, tmp_path):
    stood = looking_over.rules()
    assert stood == looking_over.rules()
    other = tmp_path / "personal_words.json"
    other.write_bytes(personal.SOURCE.read_bytes() + b"\n")

    monkeypatch.setattr(personal, "SOURCE", other)

    assert looking_over.rules() != stood


def test_all_the_code_that_finds_people_is_among_the_rules(monkeypatch):
    read = []
    monkeypatch.setattr(looking_over.Path, "read_bytes", lambda file: read.append(file.stem) or b"")
    looking_over.rules()
    own = [file for file in Path(personal.__file__).parent.glob("*.py") if file.stem in read]
    nodes = [node for file in own if file.stem.startswith("personal") for node in ast.walk(ast.parse(file.read_text()))]
    used = {node.module for node in nodes if isinstance(node, ast.ImportFrom) and node.module.startswith("curation.")}

    assert len(own) > 5
    assert {module.split(".")[1] for module in used} <= set(read)


def test_the_desk_says_why_and_the_daily_mail_that_there_is_one(client, before):
    listing = before(name="Zinnia House", description=TELLS)
    reader = factories.reviewer()
    client.force_login(reader)
    assert not digest.counts(reader).calls_for_somebody
    looking_over.look_over()

    assert digest.counts(reader).urgent == 1
    assert digest.counts(reader).calls_for_somebody
    for page in (reverse("admin:index"), reverse(AGAIN)):
        shown = client.get(page).content.decode()
        assert "May tell of a person" in shown
        assert listing.name in shown
        assert "Maria" not in shown
