"""Let the database itself refuse what must never happen, from every door.

- the trail is only ever added to, and its lines cannot be changed;
- nothing is listed, or put back, without a decision saying so;
- a decision to publish needs the recommendations of as many reviewers as it says the rules asked for;
- the founding list comes before any other decision;
- putting a listing back takes a second person.
"""

from django.db import migrations

from curation.migrations._guards import Guard

REFUSALS = {
    "trail_is_append_only": "append-only: a line of the trail cannot be changed or deleted",
    "trail_has_no_gaps": "append-only: a line of the trail must take the next number",
    "trail_words_are_fixed": "append-only: the words of a decision can be erased, not changed",
    "listing_needs_decision": "no listing without a recorded decision to publish it",
    "return_needs_decision": "a listing that was taken down needs a recorded decision to come back",
    "publish_needs_reviewers": "too few reviewers recommend publishing",
    "founding_comes_first": "the founding list can only be made before any other decision",
    "restore_needs_second_person": "putting a listing back takes a second person",
}

ENOUGH_REVIEWERS = """NEW.reviewers_required >= 1 AND NEW.reviewers_required <= (
    SELECT COUNT(DISTINCT review.reviewer_id) FROM curation_review review
    JOIN curation_submission submission ON submission.id = review.submission_id
    JOIN auth_user reviewer ON reviewer.id = review.reviewer_id AND reviewer.is_active
    WHERE submission.uuid = NEW.submission AND review.recommendation = 'publish'
    AND NOT review.is_recused
    AND NOT EXISTS (SELECT 1 FROM curation_submission sent WHERE sent.submitted_by_id = review.reviewer_id
        AND (sent.id = submission.id OR (sent.purpose = 'new' AND sent.organization_id = submission.organization_id))))"""

# What the trail says last of whether a listing is to be seen.
STANDING = """COALESCE((SELECT d.kind FROM curation_decision d WHERE d.listing = NEW.public_id
    AND d.kind IN ('publish', 'found', 'withdraw', 'restore') ORDER BY d.seq DESC LIMIT 1), '')"""

# Name → (event, table, condition under which it is refused). The same SQL serves both databases.
RULES = {
    "listing_needs_decision": (
        "BEFORE INSERT",
        "directory_organization",
        f"{STANDING} NOT IN ('publish', 'found', 'restore')",
    ),
    "return_needs_decision": (
        "BEFORE UPDATE",
        "directory_organization",
        f"OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NULL AND {STANDING} <> 'restore'",
    ),
    # SQLite’s REPLACE deletes without asking the triggers; a number that is taken stops it before that.
    "trail_has_no_gaps": (
        "BEFORE INSERT",
        "curation_decision",
        "NEW.seq <> (SELECT COALESCE(MAX(d.seq), 0) + 1 FROM curation_decision d)",
    ),
    "publish_needs_reviewers": (
        "BEFORE INSERT",
        "curation_decision",
        f"NEW.kind = 'publish' AND NOT ({ENOUGH_REVIEWERS})",
    ),
    "founding_comes_first": (
        "BEFORE INSERT",
        "curation_decision",
        """NEW.kind = 'found' AND EXISTS (SELECT 1 FROM curation_decision d
            WHERE d.kind NOT IN ('receive', 'found'))""",
    ),
    "restore_needs_second_person": (
        "BEFORE INSERT",
        "curation_decision",
        """NEW.kind = 'restore' AND NEW.reviewers_required > 1 AND COALESCE(
            (SELECT d.actor FROM curation_decision d WHERE d.listing = NEW.listing
             AND d.kind = 'ask-restore' ORDER BY d.seq DESC LIMIT 1), NEW.actor) = NEW.actor""",
    ),
}

FROZEN = {
    "trail_is_append_only": [("UPDATE", "curation_decision"), ("DELETE", "curation_decision")],
    "trail_words_are_fixed": [("UPDATE", "curation_decisionpayload")],
}


def triggers():
    for code, (event, table, condition) in RULES.items():
        yield Guard(f"guard_{code}", REFUSALS[code], event, table, condition)
    for code, events in FROZEN.items():
        for event, table in events:
            yield Guard(f"guard_{code}_{event.lower()}", REFUSALS[code], f"BEFORE {event}", table)


# PostgreSQL can empty a table without touching a row.
KEEP_WHOLE = "guard_trail_is_append_only_truncate"


def install(apps, schema_editor):
    for guard in triggers():
        guard.install(schema_editor)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE TRIGGER {KEEP_WHOLE} BEFORE TRUNCATE ON curation_decision "
            "FOR EACH STATEMENT EXECUTE FUNCTION guard_trail_is_append_only_delete()"
        )


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP TRIGGER {KEEP_WHOLE} ON curation_decision")
    for guard in triggers():
        guard.remove(schema_editor)


class Migration(migrations.Migration):
    dependencies = [("curation", "0001_private_record"), ("directory", "0001_public_record")]
    operations = [migrations.RunPython(install, remove)]
