"""Keep the states of Mexico by their codes, as the regions of the other countries that we have a list of."""

from django.db import migrations
from django.db.models import F
from django.utils import timezone

from directory.near import town_of
from directory.places import region_code


def by_code(apps, _schema_editor):
    names = ("Organization", "ServiceArea", "Edition", "Moment")
    Organization, ServiceArea, Edition, Moment = (apps.get_model("directory", name) for name in names)  # noqa: N806
    areas = [area for area in ServiceArea.objects.filter(country="MX") if _takes_its_code(area)]
    listed = [one for one in Organization.objects.filter(country="MX") if _takes_its_code(one)]
    if not areas and not listed:
        return
    Edition.objects.update(number=F("number") + 1)
    number = Edition.objects.get().number
    Moment.objects.create(number=number, begun_at=timezone.now())
    ServiceArea.objects.bulk_update(areas, ["region"])
    for one in listed:
        if one.latitude is None or one.longitude is None:
            one.centre_latitude, one.centre_longitude = town_of(one.country, one.region, one.city) or (None, None)
    Organization.objects.bulk_update(listed, ["region", "centre_latitude", "centre_longitude"])
    changed = {one.pk for one in listed} | {area.owner_id for area in areas}
    Organization.objects.filter(pk__in=changed).update(changed_in=number)


def _takes_its_code(said):
    before, said.region = said.region, region_code("MX", said.region)
    return said.region != before


class Migration(migrations.Migration):
    dependencies = [("directory", "0011_words_in_danger")]
    operations = [migrations.RunPython(by_code, migrations.RunPython.noop)]
