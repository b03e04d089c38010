"""Appeals, and the reviews they set aside: the database refuses that one of those recommends anything again.

So the guard on publishing, which counts recommendations, counts only those of others.
"""

import django.db.models.deletion
from django.db import migrations, models

from curation.migrations._guards import Guard, both_ways

REFUSAL = "a review that was set aside by an appeal cannot recommend anything"
CONDITION = """NEW.recommendation <> '' AND EXISTS (
    SELECT 1 FROM curation_setaside aside WHERE aside.review_id = NEW.id)"""
install, remove = both_ways(
    Guard("guard_set_aside_stays_silent", REFUSAL, "BEFORE UPDATE", "curation_review", CONDITION)
)


class Migration(migrations.Migration):
    dependencies = [("curation", "0019_comments_on_criteria")]

    operations = [
        migrations.CreateModel(
            name="Appeal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("lodged_on", models.DateField(verbose_name="lodged on")),
                ("due_on", models.DateField(verbose_name="to be decided by")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("upheld", "The decision stands"), ("changed", "The decision was changed")],
                        max_length=10,
                        verbose_name="outcome",
                    ),
                ),
                (
                    "submission",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="appeal",
                        to="curation.submission",
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.CreateModel(
            name="SetAside",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "appeal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="set_aside",
                        to="curation.appeal",
                    ),
                ),
                (
                    "review",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="set_aside",
                        to="curation.review",
                    ),
                ),
            ],
            options={"default_permissions": ()},
        ),
        migrations.RunPython(install, remove),
    ]
