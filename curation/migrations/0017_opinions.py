import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

REFUSAL = "append-only: an opinion can be erased, not changed"
GUARD = "guard_opinions_update"


def install(apps, schema_editor):
    act = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(
            f"CREATE FUNCTION {GUARD}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        act = f"EXECUTE FUNCTION {GUARD}()"
    schema_editor.execute(f"CREATE TRIGGER {GUARD} BEFORE UPDATE ON curation_opinion FOR EACH ROW {act}")


def remove(apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    schema_editor.execute(f"DROP TRIGGER {GUARD}" + (" ON curation_opinion" if is_postgresql else ""))
    if is_postgresql:
        schema_editor.execute(f"DROP FUNCTION {GUARD}()")


class Migration(migrations.Migration):
    dependencies = [
        ("curation", "0016_attempts_to_sign_in"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("of", models.DateTimeField()),
                ("agrees", models.BooleanField(verbose_name="agrees")),
                ("because", models.TextField(blank=True, max_length=600, verbose_name="because")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "finding",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="opinions", to="curation.finding"
                    ),
                ),
            ],
            options={
                "ordering": ["made_at", "id"],
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("finding", "of", "by"), name="curation_opinion_one_each"),
                    models.CheckConstraint(
                        condition=models.Q(("agrees", True), models.Q(("because", ""), _negated=True), _connector="OR"),
                        name="curation_opinion_says_why_not",
                    ),
                ],
            },
        ),
        migrations.RunPython(install, remove),
    ]
