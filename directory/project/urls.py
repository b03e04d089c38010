"""Every address on the site is decided here."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from directory.health import health
from directory.project.views import robots

urlpatterns = [
    path("health/", health, name="health"),
    path("robots.txt", robots, name="robots"),
    path(settings.ADMIN_PATH, admin.site.urls),
    *i18n_patterns(
        path("", include("curation.urls")),
        path("", include("directory.urls")),
        prefix_default_language=False,
    ),
    # Addresses of a standard have one form.
    path("", include("directory.hsds.urls")),
]

handler400 = "directory.project.views.refused"
handler500 = "directory.project.views.broken"
