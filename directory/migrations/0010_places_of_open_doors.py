"""Keep of where a group is no more than its town, unless it has a place that anyone may walk into."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone

from directory.near import town_of


def keep_towns(apps, _schema_editor):
    names = ("Organization", "Edition", "Moment")
    Organization, Edition, Moment = (apps.get_model("directory", name) for name in names)  # noqa: N806
    exact = Organization.objects.filter(public_address="").exclude(latitude=None, longitude=None)
    if not exact.exists():
        return
    Edition.objects.update(number=F("number") + 1)
    number = Edition.objects.get().number
    Moment.objects.create(number=number, begun_at=timezone.now())
    for one in exact:
        one.centre_latitude, one.centre_longitude = town_of(one.country, one.region, one.city) or (None, None)
        one.latitude, one.longitude, one.changed_in = None, None, number
        one.save(update_fields=["latitude", "longitude", "centre_latitude", "centre_longitude", "changed_in"])


class Migration(migrations.Migration):
    dependencies = [("directory", "0009_unreached")]
    operations = [migrations.RunPython(keep_towns, migrations.RunPython.noop)]
