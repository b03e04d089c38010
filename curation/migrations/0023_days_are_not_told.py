"""Drop the day on which a way to connect was confirmed from what people tell us: only we can say that."""

from django.db import migrations


def leave_out_days(apps, _schema_editor):
    """Facts that are kept as values are compared as they are."""
    Submission, Row = apps.get_model("curation", "Submission"), apps.get_model("curation", "Row")  # noqa: N806
    for model, column in ((Submission, "base"), (Row, "facts")):
        for record in model.objects.only("pk", column).iterator():
            facts = getattr(record, column)
            if facts and any("last_confirmed" in way for way in facts.get("ways", ())):
                ways = [{name: way[name] for name in way if name != "last_confirmed"} for way in facts["ways"]]
                model.objects.filter(pk=record.pk).update(**{column: facts | {"ways": ways}})


class Migration(migrations.Migration):
    dependencies = [("curation", "0022_look_alikes"), ("directory", "0008_days_of_ways")]
    operations = [
        migrations.RemoveField(model_name="submittedway", name="last_confirmed"),
        migrations.RunPython(leave_out_days, migrations.RunPython.noop),
    ]
