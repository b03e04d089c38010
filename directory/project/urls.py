"""Every address on the site is decided here."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps import views as sitemaps
from django.urls import include, path
from django.views.decorators.http import require_safe

from directory.elsewhere.sitemaps import SITEMAPS
from directory.health import health
from directory.project import well_known
from directory.project.views import without_language

urlpatterns = [
    path("health/", health, name="health"),
    path("robots.txt", well_known.robots, name="robots"),
    path("opensearch.xml", well_known.opensearch, name="opensearch"),
    path(".well-known/security.txt", well_known.security, name="security"),
    path(
        "sitemap.xml",
        require_safe(sitemaps.index),
        {"sitemaps": SITEMAPS, "sitemap_url_name": "sitemap_section"},
        name="sitemap",
    ),
    path("sitemap-<section>.xml", require_safe(sitemaps.sitemap), {"sitemaps": SITEMAPS}, name="sitemap_section"),
    path(settings.ADMIN_PATH, include("curation.admin.sign_in_urls")),
    path(settings.ADMIN_PATH, admin.site.urls),
    *i18n_patterns(
        path("", include("curation.urls")),
        path("", include("directory.urls")),
        prefix_default_language=False,
    ),
    path(f"{settings.LANGUAGE_CODE}/", without_language),
    path(f"{settings.LANGUAGE_CODE}/<path:rest>", without_language),
    # Addresses of a standard have one form.
    path("", include("directory.hsds.urls")),
]

handler400 = "directory.project.views.refused"
handler500 = "directory.project.views.broken"
