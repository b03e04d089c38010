"""Let the day on which a way to connect was confirmed be what reviewers checked, never what whoever suggested it claimed."""

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def date_by_reviewers(apps, _schema_editor):
    """What reviewers checked of a listing, they checked of its ways too. Nobody else's day was ever looked at."""
    Organization, Way = (apps.get_model("directory", name) for name in ("Organization", "WayToConnect"))  # noqa: N806
    checked = Organization.objects.filter(pk=OuterRef("owner")).values("facts_checked_on")
    Way.objects.update(last_confirmed=Subquery(checked))


class Migration(migrations.Migration):
    dependencies = [("directory", "0007_translations")]
    operations = [
        migrations.AlterField(
            model_name="waytoconnect",
            name="last_confirmed",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="last confirmed"),
        ),
        migrations.RunPython(date_by_reviewers, migrations.RunPython.noop),
    ]
