"""Let the database refuse to change or delete a line of the consent ledger."""

from django.db import migrations

REFUSAL = "append-only: a line of the consent ledger cannot be changed or deleted"
EVENTS = ("UPDATE", "DELETE")


def install(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    if is_postgresql:
        schema_editor.execute(
            "CREATE FUNCTION guard_agreements() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
    for event in EVENTS:
        act = "EXECUTE FUNCTION guard_agreements()" if is_postgresql else f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        schema_editor.execute(
            f"CREATE TRIGGER guard_agreements_{event.lower()} BEFORE {event} ON curation_agreement FOR EACH ROW {act}"
        )


def remove(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for event in EVENTS:
        on = " ON curation_agreement" if is_postgresql else ""
        schema_editor.execute(f"DROP TRIGGER guard_agreements_{event.lower()}{on}")
    if is_postgresql:
        schema_editor.execute("DROP FUNCTION guard_agreements()")


class Migration(migrations.Migration):
    dependencies = [("curation", "0007_listed_groups")]
    operations = [migrations.RunPython(install, remove)]
