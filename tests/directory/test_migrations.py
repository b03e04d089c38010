"""What a migration does to rows that are there already."""

from importlib import import_module

from django.apps import apps

from directory.models import Edition, Moment, Organization
from tests import factories


def test_of_what_was_published_before_no_more_than_the_town_is_kept_without_an_open_door(db):
    factories.organization(name="Door", latitude="39.56", longitude="-119.85", **factories.OPEN_DOOR)
    hidden = factories.organization(name="Hidden", city="Reno")
    exact = {"latitude": "39.56", "longitude": "-119.85", "centre_latitude": 39.56, "centre_longitude": -119.85}
    Organization.objects.filter(pk=hidden.pk).update(**exact)

    import_module("directory.migrations.0010_places_of_open_doors").keep_towns(apps, None)

    told = {one.name: (one.latitude and str(one.latitude), one.centre_latitude) for one in Organization.objects.all()}
    assert told == {"Door": ("39.56", 39.56), "Hidden": (None, 39.53)}
    hidden.refresh_from_db()
    assert hidden.changed_in == Edition.objects.get().number == Moment.objects.latest("number").number
