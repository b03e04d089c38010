"""Keeps visitors out of the log: it says what went wrong and where in the code, never who asked or what they typed."""

import logging
import traceback
from contextvars import ContextVar
from typing import Any

from django.views.debug import ExceptionReporter

# Whether a visitor is being answered right now; directory/middleware.py says so.
answering: ContextVar[bool] = ContextVar("answering", default=False)


class QuietFilter(logging.Filter):
    """Replace what a record says about a request (path, query, host, referrer) with the status and the route.

    While a visitor is answered, every other record keeps only its fixed words, without the values put into them.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        if hasattr(record, "is_about_a_request"):
            return True  # another handler was here before
        request = record.__dict__.pop("request", None)
        if request is not None:
            record.msg = "%s: answered %s at %s"
            record.args = (record.name, getattr(record, "status_code", "?"), _route(request))
        elif answering.get():
            record.args = ()
        record.is_about_a_request = request is not None or answering.get()
        return True


class QuietServerFilter(logging.Filter):
    """Replace what the web server says about a request: it names addresses, paths and what was typed."""

    TELLING = ("Invalid request", "Error handling", "Socket error", "HTTP/2")

    def filter(self, record: logging.LogRecord) -> bool:
        if record.levelno >= logging.WARNING and str(record.msg).startswith(self.TELLING):
            record.msg = "A request could not be read or answered."
            record.args = ()
            record.is_about_a_request = True
        return True


class QuietFormatter(logging.Formatter):
    """Leave out the words of an exception that met a visitor, because they may quote what was typed."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        # Python keeps the formatted text on the record for the next handler; ours must not be mixed with another's.
        record.exc_text = None
        if getattr(record, "is_about_a_request", False) and record.exc_info:
            record.exc_text = "\n".join(_frames(record.exc_info[1]))
        text = super().format(record)
        record.exc_text = None
        return text


def _frames(error: BaseException | None) -> list[str]:
    """The places in the code, oldest cause first, each group closed by the kind of error without its message."""
    if error is None:
        return []
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    places = "".join(traceback.format_list(_telling(traceback.extract_tb(error.__traceback__)))).rstrip()
    return [*_frames(earlier), places, f"{type(error).__module__}.{type(error).__qualname__} (message left out)"]


def _telling(places: list[traceback.FrameSummary]) -> list[traceback.FrameSummary]:
    """Keep our own code and the place where it broke; the libraries between them only fill the log."""
    return [place for place in places[:-1] if "site-packages" not in place.filename] + places[-1:]


def _route(request: object) -> str:
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "an unknown address"


class QuietReporter(ExceptionReporter):
    """Keep the request and every variable out of error reports, unless a developer is looking at them."""

    def get_traceback_data(self) -> dict[str, Any]:
        from django.conf import settings

        if settings.DEBUG:
            return super().get_traceback_data()
        self.request = None
        data = super().get_traceback_data()
        data["frames"] = [{**frame, "vars": []} for frame in data.get("frames", [])]
        data["exception_value"] = "(message left out)"
        return data
