"""Sets what the settings need before Django reads them, so that a bare `pytest` works on a fresh clone."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

DATA = Path(tempfile.mkdtemp(prefix="by-and-for-tests-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)

# The tests decide all of this themselves: a developer's own .env or shell must not change what they find.
for name in [name for name in os.environ if name.startswith("DIRECTORY_") and name != "DIRECTORY_REQUIRE_ALL"]:
    if name != "DIRECTORY_DATABASE_URL":
        del os.environ[name]

(DATA / "static").mkdir()
os.environ |= {
    "DIRECTORY_ENV_FILE": os.devnull,
    "DIRECTORY_SECRET_KEY": "a-secret-of-the-tests-which-guards-nothing-0123456789",
    "DIRECTORY_TRAIL_KEY": "the-trail-key-of-the-tests-which-guards-nothing-9876543210",
    "DIRECTORY_DATA_DIR": str(DATA),
    "DIRECTORY_HOSTS": "testserver,127.0.0.1,localhost",
    "DIRECTORY_HTTPS": "0",
    "DIRECTORY_FINGERPRINTS": "0",
}
# Playwright keeps an event loop running in the thread that also asks the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# The full pipeline has every tool, so there a skipped test means that something went unnoticed.
MUST_RUN_ALL = os.environ.get("DIRECTORY_REQUIRE_ALL") == "1"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return all_run((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return all_run((yield))


def all_run(report):
    """Fail what was skipped, except for tests that belong to one database (“Only on …”)."""
    if MUST_RUN_ALL and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2].removeprefix("Skipped: ")
        if not reason.startswith("Only on "):
            report.outcome = "failed"
            report.longrepr = f"Skipped although DIRECTORY_REQUIRE_ALL=1 asks for every test: {reason}"
    return report
