"""The site as it is served, with one view more that does nothing: what every other is measured beside."""

from directory.project.wsgi import application


def _add_nothing() -> None:
    # Importable only now that the site is loaded.
    from bench import everybody
    from directory.project import urls

    urls.urlpatterns += everybody.urlpatterns


_add_nothing()

__all__ = ["application"]
