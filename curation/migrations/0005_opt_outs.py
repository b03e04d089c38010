"""What a group may ask to be kept out of. What was stored before learns the two facts, and the guards are put back."""

import importlib

from django.db import migrations, models

guards = importlib.import_module("curation.migrations.0002_guards")
NEW = {"keep_from_search_engines": False, "keep_from_open_data": False}


def take_guards_away(_apps, schema_editor):
    """SQLite makes a table anew for a column, which loses its guards and is refused while those of another name it."""
    if schema_editor.connection.vendor == "sqlite":
        for name, *_rest in guards.triggers():
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {name}")


def put_guards_back(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        guards.install(apps, schema_editor)


def complete(apps, _schema_editor):
    """Facts that are kept as values are compared name by name."""
    Submission, Row = apps.get_model("curation", "Submission"), apps.get_model("curation", "Row")  # noqa: N806
    for model, column in ((Submission, "base"), (Row, "facts")):
        for record in model.objects.only("pk", column).iterator():
            if facts := getattr(record, column):
                model.objects.filter(pk=record.pk).update(**{column: NEW | facts})


class Migration(migrations.Migration):
    dependencies = [("curation", "0004_spreadsheets"), ("directory", "0006_opt_outs")]
    operations = [
        migrations.RunPython(take_guards_away, put_guards_back),
        migrations.AddField(
            model_name="submission",
            name="keep_from_search_engines",
            field=models.BooleanField(
                default=False,
                help_text="For a group that is safer if only those who look here find it.",
                verbose_name="keep its page out of search engines",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="keep_from_open_data",
            field=models.BooleanField(
                default=False,
                help_text="Other directories, apps and news feeds then never get it. People who look here still find it.",
                verbose_name="keep it out of data that others take over",
            ),
        ),
        migrations.RunPython(put_guards_back, take_guards_away),
        migrations.RunPython(complete, migrations.RunPython.noop),
    ]
