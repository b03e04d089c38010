"""Attempts to check a listing again, of which the database refuses to change or delete a line."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from curation.migrations._guards import Guard, both_ways

REFUSAL = "append-only: a verification cannot be changed or deleted"
install, remove = both_ways(
    Guard("guard_verifications_update", REFUSAL, "BEFORE UPDATE", "curation_verification"),
    Guard("guard_verifications_delete", REFUSAL, "BEFORE DELETE", "curation_verification"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("curation", "0023_days_are_not_told"),
        ("directory", "0009_unreached"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Verification",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("on", models.DateField(verbose_name="on")),
                ("recorded_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("called", "a call to the group"),
                            ("wrote", "a message to the group"),
                            ("website", "their website"),
                            ("link", "the group itself"),
                        ],
                        max_length=10,
                        verbose_name="how",
                    ),
                ),
                (
                    "result",
                    models.CharField(
                        choices=[
                            ("confirmed", "Confirmed"),
                            ("changed", "Something has changed"),
                            ("no-answer", "No answer"),
                        ],
                        max_length=10,
                        verbose_name="result",
                    ),
                ),
                ("facts", models.JSONField(default=list)),
                ("ways", models.JSONField(default=list)),
                ("link", models.PositiveBigIntegerField(blank=True, null=True)),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "listing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="verifications",
                        to="directory.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "verification",
                "verbose_name_plural": "verifications",
                "ordering": ["on", "id"],
                "default_permissions": (),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("by__isnull", False), ("link", None), models.Q(("how", "link"), _negated=True)),
                            models.Q(("by", None), ("how", "link"), ("link__isnull", False)),
                            _connector="OR",
                        ),
                        name="curation_verified_by_one",
                    )
                ],
            },
        ),
        migrations.RunPython(install, remove),
    ]
