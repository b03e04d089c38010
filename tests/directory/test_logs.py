"""The log says what went wrong, never who asked or what they typed."""

import io
import logging
import sys

import pytest
from django.conf import settings as configured
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from directory.logs import QuietFilter, QuietFormatter, QuietReporter, QuietServerFilter
from directory.project.urls import handler400, handler500  # noqa: F401  (Django looks for them here)
from directory.project.urls import urlpatterns as real_addresses

TELLING = {
    "query": "typed-in-the-address",
    "posted": "typed-in-the-form",
    "address": "198.51.100.77",
    "agent": "TellingBrowser/1.0",
    "referrer": "where-they-came-from.example",
    "slug": "page-they-read",
}


def broken(request, slug):
    try:
        int(request.GET["q"])
    except ValueError as cause:
        raise RuntimeError(request.META["REMOTE_ADDR"], request.POST.get("story")) from cause


def careless(request, slug):
    try:
        int(request.GET["q"])
    except ValueError:
        logging.getLogger("django.contrib.something").exception("Could not count %s", request.GET["q"])
    return HttpResponse()


def suspicious(request, slug):
    raise SuspiciousOperation(request.GET["q"])


urlpatterns = [
    path("broken/<slug:slug>/", broken),
    path("careless/<slug:slug>/", careless),
    path("suspicious/<slug:slug>/", suspicious),
    *real_addresses,
]


@pytest.fixture
def log():
    """What the site's own handler would write; the handlers are real, only their stream is ours."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(QuietFilter())
    handler.setFormatter(QuietFormatter())
    logger = logging.getLogger("django")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


def told(text):
    return [name for name, secret in TELLING.items() if secret in text]


def ask(address, **extra):
    return Client(raise_request_exception=False, enforce_csrf_checks=True).post(
        f"{address}?q={TELLING['query']}",
        {"story": TELLING["posted"]},
        REMOTE_ADDR=TELLING["address"],
        headers={"user-agent": TELLING["agent"], "referer": f"https://{TELLING['referrer']}/"} | extra,
    )


def test_every_record_of_django_passes_the_filter():
    handlers = {name: logger.get("handlers") for name, logger in configured.LOGGING["loggers"].items()}

    # Those without a handler of their own pass what they have to say on, to one of these or to the root.
    assert {name for name, own in handlers.items() if own is None} == {"django.request", "curation.sign_in"}
    assert [own for own in handlers.values() if own] == [["stderr"], ["stderr"]]
    assert configured.LOGGING["root"]["handlers"] == ["stderr"]
    assert configured.LOGGING["handlers"]["stderr"]["filters"] == ["quiet"]
    ours = [handler for handler in logging.getLogger("django").handlers if "_pytest" not in type(handler).__module__]
    assert [[type(part) for part in handler.filters] for handler in ours] == [[QuietFilter]]


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_an_error_leaves_the_place_in_the_code_and_nothing_about_the_visitor(log, monkeypatch):
    monkeypatch.setattr("django.middleware.csrf.CsrfViewMiddleware.process_view", lambda *args: None)

    response = ask(f"/broken/{TELLING['slug']}/")

    written = log.getvalue()
    assert response.status_code == 500
    assert "django.request: answered 500 at /broken/<slug:slug>/" in written
    assert 'test_logs.py", line' in written
    assert "builtins.ValueError (message left out)" in written
    assert "builtins.RuntimeError (message left out)" in written
    assert told(written) == []


@pytest.mark.urls(__name__)
@pytest.mark.django_db
@pytest.mark.parametrize("host", ["testserver", TELLING["referrer"]])
def test_a_refused_request_leaves_nothing_about_the_visitor(log, host):
    address = f"/suspicious/{TELLING['slug']}/"

    ask(address, host=host)
    Client(raise_request_exception=False).get(f"{address}?q={TELLING['query']}", headers={"host": host})

    assert [line.split(": ")[1].split(" at ")[0] for line in log.getvalue().splitlines() if "answered" in line] == (
        ["answered 403", "answered 400"] if host == "testserver" else ["answered 400", "answered 400"]
    )
    assert told(log.getvalue()) == []


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_mistyped_address_is_not_written_down_at_all(log):
    response = Client(raise_request_exception=False).get(f"/not-there/{TELLING['slug']}/?q={TELLING['query']}")

    assert (response.status_code, log.getvalue()) == (404, "")


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_a_careless_line_of_code_cannot_put_what_was_typed_into_the_log(log):
    Client().get(f"/careless/{TELLING['slug']}/?q={TELLING['query']}")

    written = log.getvalue()
    assert "ERROR Could not count %s" in written
    assert "builtins.ValueError (message left out)" in written
    assert told(written) == []


def test_the_web_servers_own_words_about_a_request_are_replaced():
    record = logging.LogRecord(
        "gunicorn.error",
        logging.WARNING,
        "",
        1,
        f"Invalid request from ip={TELLING['address']}: {TELLING['query']}",
        (),
        None,
    )

    kept = QuietServerFilter().filter(record)

    assert (kept, record.getMessage()) == (True, "A request could not be read or answered.")


def test_the_web_servers_traceback_loses_its_message():
    try:
        raise ValueError(TELLING["query"])
    except ValueError:
        record = logging.LogRecord(
            "gunicorn.error", logging.ERROR, "", 1, "Error handling request %s", (TELLING["slug"],), sys.exc_info()
        )

    QuietServerFilter().filter(record)

    written = QuietFormatter().format(record)
    assert told(written) == []
    assert written.endswith("builtins.ValueError (message left out)")


def test_an_error_outside_any_request_keeps_its_message():
    try:
        raise ValueError("The disk is full.")
    except ValueError:
        record = logging.LogRecord("directory", logging.ERROR, "", 1, "Backup failed", (), sys.exc_info())

    QuietFilter().filter(record)

    assert QuietFormatter().format(record).endswith("ValueError: The disk is full.")


@pytest.mark.parametrize("kind", ["text", "html"])
def test_an_error_report_holds_neither_the_request_nor_what_was_typed(kind):
    request = RequestFactory().post(
        f"/{TELLING['slug']}/?q={TELLING['query']}", {"story": TELLING["posted"]}, REMOTE_ADDR=TELLING["address"]
    )
    try:
        typed = HttpResponse(request.POST["story"])
        raise ValueError(request.GET["q"], typed)
    except ValueError:
        reporter = QuietReporter(request, *sys.exc_info())

    report = reporter.get_traceback_text() if kind == "text" else reporter.get_traceback_html()

    assert "ValueError" in report
    assert told(report) == []
