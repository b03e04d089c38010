"""What a migration does to rows that are there already."""

from importlib import import_module

from django.apps import apps

from curation.models import Submission
from directory.models import Edition, Moment, Organization, ServiceArea, Synonym, synonyms
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


def test_a_site_in_use_gets_the_words_of_people_in_danger_and_keeps_what_it_has_of_them(db):
    Synonym.objects.all().delete()
    Edition.objects.get_or_create(pk=1)
    Synonym.objects.create(typed="Rape\ntea", also="our own line")
    before = Edition.objects.now().words

    import_module("directory.migrations.0011_words_in_danger").add_missing(apps, None)

    known = synonyms()
    assert (known["rape",], known["violacion",][0]) == ([("our", "own", "line")], ("survivor",))
    assert ("sexual", "assault") in known
    assert Edition.objects.now().words == before + 1


def test_a_new_site_is_given_no_word_before_its_first_start(db):
    Synonym.objects.all().delete()

    import_module("directory.migrations.0011_words_in_danger").add_missing(apps, None)

    assert not Synonym.objects.exists()


def test_states_of_mexico_that_were_kept_as_written_are_kept_by_their_codes(db):
    here = factories.organization(
        name="Casa",
        country="MX",
        region="",
        city="Guadalajara",
        service_areas=[{"country": "MX", "region": "", "city": ""}],
    )
    other = factories.organization(name="Red", country="MX", region="", city="")
    written = {"region": "Jal."}
    Organization.objects.filter(pk=here.pk).update(**written, centre_latitude=None, centre_longitude=None)
    Organization.objects.filter(pk=other.pk).update(region="Zona Norte")
    ServiceArea.objects.update(region="Ciudad de México")
    Submission.objects.filter(organization=here).update(**written)
    before = Edition.objects.get().number

    import_module("directory.migrations.0012_states_of_mexico").by_code(apps, None)
    import_module("curation.migrations.0030_states_of_mexico").by_code(apps, None)

    told = Organization.objects.values_list("name", "region", "centre_latitude")
    assert list(told) == [("Casa", "JAL", 20.68), ("Red", "Zona Norte", None)]
    assert [area.region for area in ServiceArea.objects.all()] == ["CMX"]
    assert Submission.objects.get(organization=here).region == "JAL"
    here.refresh_from_db()
    assert here.changed_in == Edition.objects.get().number == before + 1
