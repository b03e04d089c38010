"""An admin site with django-import-export as its documentation sets it up: what our staging is compared with."""

from django.contrib.admin import AdminSite
from django.urls import path
from import_export import fields, resources, widgets
from import_export.admin import ImportExportModelAdmin

from curation.models import Submission
from directory.models import FocusArea, Language


class Defaults(resources.ModelResource):
    focus_areas = fields.Field("focus_areas", "focus_areas", widgets.ManyToManyWidget(FocusArea, ";", "name"))
    languages = fields.Field("languages", "languages", widgets.ManyToManyWidget(Language, ",", "name"))

    class Meta:
        model = Submission
        import_id_fields = ["name"]
        # An empty cell comes as None, on which a text column breaks; so columns with empty cells are left out.
        fields = [
            "name", "acronym", "website", "email", "phone", "city", "region", "country", "focus_areas", "languages",
            "description",
        ]  # fmt: skip


class StockAdmin(ImportExportModelAdmin):
    resource_classes = [Defaults]


site = AdminSite(name="admin")
site.register(Submission, StockAdmin)
urlpatterns = [path("admin/", site.urls)]
