"""Which state the public record is in, so that every process notices a publication."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_public_record")]

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.UUIDField(default=uuid.uuid4)),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("words", models.PositiveBigIntegerField(default=0)),
                ("rules", models.PositiveIntegerField(default=0)),
            ],
            options={"default_permissions": ()},
        ),
    ]
