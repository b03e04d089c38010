"""When each edition began, so that partners can ask for what has changed since."""

from typing import Any

from django.db import migrations, models
from django.utils import timezone


def fill(apps: Any, _schema_editor: Any) -> None:
    """Of what was published before, nobody knows when: for partners all of it is new now."""
    editions = apps.get_model("directory", "Organization").objects.values_list("changed_in", flat=True).distinct()
    moment = apps.get_model("directory", "Moment")
    now = timezone.now()
    moment.objects.bulk_create([moment(number=number, begun_at=now) for number in editions.order_by("changed_in")])


class Migration(migrations.Migration):
    dependencies = [("directory", "0004_translated_terms")]

    operations = [
        migrations.CreateModel(
            name="Moment",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("begun_at", models.DateTimeField(db_index=True)),
            ],
            options={"default_permissions": ()},
        ),
        migrations.AddField(
            model_name="edition",
            name="words_changed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
