"""The addresses for partner systems, each in one form for every language. Those of the standard end without a slash."""

from django.urls import path

from directory.hsds import files, removals, views

urlpatterns = [
    path("hsds/", views.root, name="hsds"),
    path("hsds/openapi.json", views.description, name="hsds_openapi"),
    path("hsds/<str:name>", views.collection, name="hsds_collection"),
    path("hsds/<str:name>/ids", removals.ids, name="hsds_ids"),
    path("hsds/<str:name>/removals", removals.removals, name="hsds_removals"),
    path("hsds/<str:name>/<str:identifier>", views.record, name="hsds_record"),
    path("hsds/<path:rest>", views.nothing, name="hsds_nothing"),
    path("open-data/hsds.zip", files.hsds_package, name="hsds_package"),
    path("open-data/groups.geojson", files.places, name="hsds_geojson"),
]
