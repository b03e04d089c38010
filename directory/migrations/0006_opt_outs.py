"""What a group may ask to be kept out of, and the day of the last change, for feeds and search engines."""

import django.utils.timezone
from django.db import migrations, models


def as_old_as_listed(apps, _schema_editor):
    """What was there before has not changed today."""
    apps.get_model("directory", "Organization").objects.update(changed_on=models.F("listed_on"))


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_moments")]
    operations = [
        migrations.AddField(
            model_name="organization",
            name="keep_from_search_engines",
            field=models.BooleanField(
                default=False,
                help_text="For a group that is safer if only those who look here find it.",
                verbose_name="keep its page out of search engines",
            ),
        ),
        migrations.AddField(
            model_name="organization",
            name="keep_from_open_data",
            field=models.BooleanField(
                default=False,
                help_text="Other directories, apps and news feeds then never get it. People who look here still find it.",
                verbose_name="keep it out of data that others take over",
            ),
        ),
        migrations.AddField(
            model_name="organization",
            name="changed_on",
            field=models.DateField(default=django.utils.timezone.localdate, editable=False, verbose_name="changed on"),
        ),
        migrations.RunPython(as_old_as_listed, migrations.RunPython.noop),
    ]
