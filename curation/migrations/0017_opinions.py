import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from curation.migrations._guards import Guard, both_ways

REFUSAL = "append-only: an opinion can be erased, not changed"
install, remove = both_ways(Guard("guard_opinions_update", REFUSAL, "BEFORE UPDATE", "curation_opinion"))


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
