"""What every test may rely on: the vocabularies and criteria are there, as after a first start."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import HealthCheck, settings
from pytest_django.plugin import blocking_manager_key

from curation import publishing, vocabularies
from tests.signing_in import Curator

# A busy machine is no fault of the code, and what is found must be found again.
settings.register_profile("calm", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")

guards = importlib.import_module("curation.migrations.0002_guards")
# Of what came later, in the order in which it came.
MORE_GUARDS = [
    importlib.import_module(f"curation.migrations.{name}")
    for name in ("0008_agreements_are_kept", "0017_opinions", "0020_appeals", "0024_verifications")
]
roles = importlib.import_module("curation.migrations.0003_roles")
words = importlib.import_module("curation.migrations.0009_language_terms")


# What a test uses that asks the database; with a browser it asks the same as the desk's and the pages' own tests do.
ASKS, BROWSES = {"db", "transactional_db", "live_server"}, {"chromium"}


def pytest_addoption(parser):
    help_ = "leave out what would be the same on another database: what asks none, and what is done in a browser"
    parser.addoption("--another-database", action="store_true", help=help_)


def pytest_collection_modifyitems(config, items):
    if config.getoption("another_database"):
        config.hook.pytest_deselected(items=[item for item in items if not _may_differ_by_database(item)])
        items[:] = filter(_may_differ_by_database, items)


def _may_differ_by_database(item):
    used = set(item.fixturenames)
    asks = item.get_closest_marker("django_db") or used & ASKS or hasattr(item.module, "Apart")
    return bool(asks) and not used & BROWSES


class Database:
    """Takes SQL as a schema editor does, but inside a test's transaction too."""

    connection = connection

    def execute(self, sql):
        with connection.cursor() as cursor:
            cursor.execute(sql)


@pytest.fixture(scope="session", autouse=True)
def _addresses_are_names():
    """Let tests write the address of a group of which they know the name: no letters are drawn by lot."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(publishing, "ONE_IN", 2**300)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        vocabularies.load_missing()


def really_commits(item):
    """Whether a test commits, as browser tests must: then its tables are emptied afterwards."""
    marker = item.get_closest_marker("django_db")
    by_marker = marker is not None and marker.kwargs.get("transaction", False)
    return by_marker or bool({"transactional_db", "live_server"} & set(item.fixturenames))


GUARDS_ARE_GONE = pytest.StashKey()


@pytest.fixture(autouse=True)
def _let_go(request, django_db_blocker):
    """Take the guards away just before the tables are emptied, which they rightly refuse."""
    yield
    if really_commits(request.node):
        with django_db_blocker.unblock():
            for added in (*MORE_GUARDS, guards):
                added.remove(apps, Database())
        request.node.stash[GUARDS_ARE_GONE] = True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """Put back what emptying the tables took away: the guards, the roles, the vocabularies.

    A test that was skipped before it began, for want of a browser, has emptied nothing.
    """
    yield
    if item.stash.get(GUARDS_ARE_GONE, False) and nextitem is not None:
        with item.config.stash[blocking_manager_key].unblock():
            for added in (guards, *MORE_GUARDS):
                added.install(apps, Database())
            roles.make(apps, Database())
            words.let_administrators_edit(apps, Database())
            vocabularies.load_missing()


@pytest.fixture
def client():
    return Curator()


@pytest.fixture(autouse=True)
def _quick_settings(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
