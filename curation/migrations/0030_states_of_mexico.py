"""Keep the states of Mexico by their codes in what was sent in too, or every listing there would differ from it."""

from django.db import migrations

from directory.places import region_code


def by_code(apps, _schema_editor):
    for name in ("Submission", "SubmittedArea"):
        model = apps.get_model("curation", name)
        for pk, region in model.objects.filter(country="MX").exclude(region="").values_list("pk", "region"):
            model.objects.filter(pk=pk).update(region=region_code("MX", region))


class Migration(migrations.Migration):
    dependencies = [("curation", "0029_people_in_listings"), ("directory", "0012_states_of_mexico")]
    operations = [migrations.RunPython(by_code, migrations.RunPython.noop)]
