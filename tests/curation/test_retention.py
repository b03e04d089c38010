"""What is kept has a rule, and what a rule says is over is found nowhere any more."""

import html
from collections import Counter
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from curation import earlier, intake, reports, retention, review, trail, translations
from curation.models import (
    Batch,
    Coalition,
    Decision,
    EarlierDecision,
    GroupLink,
    LinkCheck,
    Message,
    Row,
    Source,
    Submission,
)
from curation.retention.rule import ALL
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
PLANTED = "xylophonica"


def everything():
    """Return every value of every table, those of the full-text search included."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (names of our own tables)
            found += [str(value) for row in cursor.fetchall() for value in row]
    return "\n".join(found).casefold()


@pytest.fixture
def later(monkeypatch):
    """Let time pass."""
    began = timezone.now()

    def pass_(**time):
        monkeypatch.setattr("django.utils.timezone.now", lambda: began + timedelta(**time))

    return pass_


def forget():
    out = StringIO()
    call_command("forget", stdout=out)
    return out.getvalue()


def declined():
    """Decline something whose every text has the planted word."""
    ways = [{"kind": "social", "label": PLANTED, "link": f"https://{PLANTED}.example.org/"}]
    facts = factories.facts(name=f"{PLANTED} Union", description=PLANTED, website=f"https://{PLANTED}.example.org/")
    sender = intake.Sender(note=PLANTED)
    sent = intake.receive(facts | {"ways": ways}, source=Source.FORM, sender=sender).submission
    first, second = factories.pair()
    factories.recommended(sent, by=first, recommendation="decline")
    finding = sent.reviews.get().findings.first()
    finding.sentence = finding.private_note = PLANTED
    finding.save()
    finding.evidence.update(quote=PLANTED)
    review.release(sent, by=first)
    review.claim(sent, by=second)
    review.ask(sent, by=second, question=PLANTED)
    sent.refresh_from_db()
    review.reply(sent, text=PLANTED)
    return review.decline(sent, by=second, reason="policy", words=PLANTED)


def test_every_field_of_every_model_has_one_rule():
    there = {
        model._meta.label: {field.name for field in model._meta.concrete_fields}
        for model in apps.get_models(include_auto_created=True)
    }
    ruled = Counter(
        (model, field)
        for rule in retention.RULES
        for model, fields in rule.fields.items()
        for field in (there[model] if fields == ALL else fields)
    )

    assert sorted({(model, field) for model, fields in there.items() for field in fields} ^ set(ruled)) == []
    assert [field for field, rules in ruled.items() if rules > 1] == []


def test_what_was_declined_is_found_nowhere_after_ninety_days(later):
    sent = declined()
    later(days=89)
    forget()
    assert PLANTED in everything()

    later(days=91)
    forget()

    assert PLANTED not in everything()
    left = Submission.objects.get(pk=sent.pk)
    assert (left.uuid, left.state, left.source, left.received_at) == (sent.uuid, "declined", "form", sent.received_at)
    assert trail.verify().faults == []
    assert trail.verify().erased > 0


def test_it_is_known_again_by_name_or_website_and_by_nothing_readable(later):
    sent = declined()
    later(days=91)
    forget()

    for facts in (
        factories.facts(name=f"{PLANTED.upper()}  union"),
        factories.facts(website=f"http://www.{PLANTED}.example.org/en"),
    ):
        assert [(found.submission, found.reason) for found in earlier.like(facts)] == [(sent.uuid, "policy")]
    assert earlier.like(factories.facts()) == []
    assert earlier.like(factories.facts(website="")) == []


def test_what_its_sender_took_back_is_erased_and_not_remembered(later):
    sent = factories.submission(name=f"{PLANTED} Union")
    Submission.objects.filter(pk=sent.pk).update(state="taken-back")
    later(days=91)
    forget()

    assert PLANTED not in everything()
    assert earlier.like(factories.facts(name=f"{PLANTED} Union")) == []


def test_what_waits_or_is_listed_is_not_erased(later):
    waiting = factories.submission(name=f"{PLANTED} Union")
    listed = factories.organization(name="Lantern Union")
    later(days=1000)
    forget()

    waiting.refresh_from_db()
    listed.refresh_from_db()
    assert (waiting.name, listed.name) == (f"{PLANTED} Union", "Lantern Union")
    assert Submission.objects.get(organization=listed).reviews.first().findings.exists()


def test_nothing_leads_to_the_sender_after_thirty_days(later):
    sent = declined()
    later(days=29)
    forget()
    assert Submission.objects.get(pk=sent.pk).reference_digest
    assert Message.objects.exists()

    later(days=31)
    forget()

    left = Submission.objects.get(pk=sent.pk)
    assert (left.reference_digest, left.submitter_note, left.relationship) == (None, "", "")
    assert left.name == f"{PLANTED} Union"
    assert not Message.objects.exists()


def test_a_declined_change_leaves_its_listing_as_it_is(later):
    listing = factories.organization(name="Lantern Union")
    change = factories.change(listing, description=PLANTED)
    first, _second = factories.pair()
    review.claim(change, by=first)
    review.declare(change, by=first, has_conflict=False)
    review.decline(change, by=first, reason="not-enough", words="Please say where you read that.")
    later(days=91)
    forget()

    listing.refresh_from_db()
    assert listing.name == "Lantern Union"
    assert PLANTED not in everything()
    assert earlier.like(factories.facts(name="Lantern Union")) == []


def taken_down(reason="wrong"):
    """List and take down something whose every text has the planted word, with a translation, a report and a checked link."""
    ways = [{"kind": "social", "label": PLANTED, "link": f"https://{PLANTED}.example.org/"}]
    listing = factories.organization(name=f"{PLANTED} Union", description=PLANTED, website="", ways=ways)
    first, second = factories.pair()
    report = factories.report(listing, kind="wrong", words=PLANTED)
    reports.dismiss(report, by=first, because=PLANTED)
    LinkCheck.objects.create(listing=listing, url=f"https://{PLANTED}.example.org/")
    made = translations.propose(listing, "es", {PLANTED: f"{PLANTED} dos"}, by=first, seen=listing.version)
    translations.publish(made, by=second)
    review.withdraw(listing, by=first, reason=reason, words=PLANTED)
    return listing


def test_what_was_taken_down_is_found_nowhere_a_year_later(later):
    listing = taken_down()
    later(days=364)
    forget()
    assert Organization.objects.get(pk=listing.pk).description == PLANTED

    later(days=366)
    forget()

    assert PLANTED not in everything()
    left = Organization.objects.get(pk=listing.pk)
    assert (left.public_id, left.is_listed, left.slug == listing.slug) == (listing.public_id, False, False)
    assert trail.verify().faults == []
    with pytest.raises(review.ReviewError, match="erased"):
        review.ask_restore(left, by=factories.publisher(), words="Once more")
    assert "1 erased" not in forget()


def test_nothing_is_erased_that_somebody_is_about_to_put_back_or_change(later):
    back, changed = taken_down(), factories.organization(name="Lantern Union")
    review.ask_restore(back, by=factories.publisher(), words="It was right after all.")
    factories.change(changed, description="As it is now")
    review.withdraw(changed, by=factories.pair()[0], reason="wrong")
    later(days=1000)
    forget()

    assert Organization.objects.filter(name__in=[f"{PLANTED} Union", "Lantern Union"]).count() == 2


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only on SQLite are the pages a file to look into.")
def test_not_even_the_pages_of_the_database_hold_what_was_erased(later):
    declined()
    taken_down()
    connection.ensure_connection()
    assert PLANTED.encode() in connection.connection.serialize().lower()

    later(days=366)
    forget()

    assert PLANTED.encode() not in connection.connection.serialize().lower()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="Only on SQLite has the index blocks of its own.")
@pytest.mark.django_db(transaction=True)
def test_the_blocks_of_the_search_hold_nothing_of_what_was_erased(later):
    # Without its end, which a stem has not, and its beginning, which it may share with its neighbour.
    part = f"SELECT count(*) FROM directory_document_data WHERE instr(block, x'{PLANTED[2:8].encode().hex()}')"  # noqa: S608
    counts = []
    for wait in (taken_down, lambda: later(days=366), forget):
        wait()
        with connection.cursor() as cursor:
            counts.append(cursor.execute(part).fetchone()[0] > 0)
    assert counts == [True, True, False]


def test_the_row_of_a_sheet_goes_with_what_it_became(later):
    sent = declined()
    batch = Batch.objects.create(
        coalition=Coalition.objects.create(name="Some"),
        uploaded_by=factories.pair()[0],
        kind="csv",
        closed_at=timezone.now(),
    )
    Row.objects.create(
        batch=batch, number=2, piece=1, name=PLANTED, facts={"name": PLANTED}, submission=sent, note=PLANTED
    )
    later(days=91)
    forget()

    assert PLANTED not in everything()


def test_a_dry_run_only_counts(later):
    declined()
    later(days=91)
    out = StringIO()
    call_command("forget", "--dry-run", stdout=out)

    assert "1 due." in out.getvalue()
    assert PLANTED in everything()


def test_what_was_erased_cannot_be_reopened(later):
    sent = declined()
    later(days=91)
    forget()

    with pytest.raises(review.ReviewError, match="erased"):
        review.reopen(sent, by=factories.publisher(), words="Once more")


def test_the_words_of_a_report_go_ninety_days_after_it_was_settled(later):
    listing = factories.organization()
    report = factories.report(listing, kind="wrong", words=PLANTED)
    open_one = factories.report(listing, kind="closed", words="Nobody answers.")
    reports.dismiss(report, by=factories.pair()[0], because=PLANTED)
    later(days=91)
    forget()

    report.refresh_from_db()
    open_one.refresh_from_db()
    assert (report.words, report.because, report.outcome) == ("", "", "dismissed")
    assert open_one.words == "Nobody answers."
    assert PLANTED not in everything()


def test_links_go_when_they_are_long_over_but_the_round_s_are_kept_for_its_year(later):
    listing = factories.organization()
    factories.link(listing, "entry")
    factories.link(listing, "confirm")
    later(days=122)
    forget()
    assert [link.purpose for link in GroupLink.objects.all()] == ["confirm"]

    later(days=456)
    forget()
    assert not GroupLink.objects.exists()


def test_the_second_time_there_is_nothing_left_to_do(later):
    declined()
    later(days=91)
    assert "1 erased" in forget()
    lines = Decision.objects.count()

    assert "1 erased" not in forget()
    assert Decision.objects.count() == lines
    assert EarlierDecision.objects.count() == 1
    assert Decision.objects.last().kind == trail.FORGET


def test_the_documentation_says_what_the_table_says():
    out = StringIO()
    call_command("forget", "--table", stdout=out)

    assert out.getvalue() in (ROOT / "docs/safety.md").read_text()


def test_backups_and_sheets_are_kept_as_long_as_the_table_says(settings):
    kept = {rule.code: str(rule.kept) for rule in retention.RULES}

    assert f"{settings.BACKUP_DAYS} days" in kept["backup"]
    assert (settings.SHEET_DAYS, "a week at most" in kept["sheet"]) == (7, True)


def test_everyone_can_read_what_is_kept_and_how_long(client):
    page = client.get("/what-we-keep/")
    words = html.unescape(page.content.decode())

    assert page.status_code == 200
    assert [rule.code for rule in retention.RULES if str(rule.what) not in words or str(rule.kept) not in words] == []
    assert "/what-we-keep/" in client.get("/safety/").content.decode()
    assert not page.cookies
