"""Makes the curators' desk the one admin site; the settings name it instead of `django.contrib.admin`."""

from importlib import import_module

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "curation.admin.site.DeskSite"

    def ready(self) -> None:
        # Before Django asks for the site: made while its own package is being imported, it would be made twice,
        # and everything registered on the one that is thrown away.
        import_module("curation.admin")
        super().ready()
