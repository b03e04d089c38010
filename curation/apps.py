"""Names the curators' side of the site, and registers its checks."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CurationConfig(AppConfig):
    name = "curation"
    verbose_name = _("Curation")

    def ready(self) -> None:
        from curation import checks  # noqa: F401  (importing it registers the checks)
