"""Names the public record, and registers the checks that keep an installation honest."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DirectoryConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "directory"
    verbose_name = _("Directory")

    def ready(self) -> None:
        from directory import checks  # noqa: F401  (importing it registers the checks)
