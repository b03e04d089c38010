from django.db import migrations, models


class Migration(migrations.Migration):
    """The database keeps any short word here, so no table is made anew."""

    dependencies = [("curation", "0021_call_backs")]

    operations = [
        migrations.AlterField(
            model_name="clearance",
            name="subject",
            field=models.CharField(
                choices=[
                    ("language", "language note"),
                    ("personal", "personal detail"),
                    ("duplicate", "likely duplicate"),
                    ("hold", "hold"),
                    ("opt-out", "wish not to be listed"),
                    ("look-alike", "name that looks like another"),
                ],
                max_length=20,
            ),
        ),
    ]
