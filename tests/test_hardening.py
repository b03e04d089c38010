"""What nothing in the house does, read from the source; and what every answer does, asked of every address."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from curation import founding
from tests import factories
from tests.test_boundaries import OURS, calls, imported_by, name_of, sources
from tests.test_silent_queue import addresses

ROOT = Path(__file__).parents[1]
# Each of these makes code, a command or an object out of text.
RUNS_TEXT = {"eval", "exec", "compile", "__import__", "os.system", "os.popen", "Template", "yaml.load", "marshal.loads"}
SCRIPTS = [*ROOT.glob("directory/static/**/*.js"), *ROOT.glob("curation/static/**/*.js")]


def test_no_code_command_or_template_is_made_of_text():
    found = {name_of(path): RUNS_TEXT & set(calls(path)) for path in sources(*OURS)}
    pickling = [
        name_of(path) for path in sources(*OURS) if {"pickle", "marshal", "shelve", "yaml"} & set(imported_by(path))
    ]
    in_a_shell = [name_of(path) for path in sources(*OURS) if "shell=True" in path.read_text()]

    assert {name: what for name, what in found.items() if what} == {}
    assert (pickling, in_a_shell) == ([], [])


def test_no_template_prints_what_was_typed_as_markup():
    templates = [*ROOT.glob("directory/**/templates/**/*.*"), *ROOT.glob("curation/**/templates/**/*.*")]
    loose = re.compile(r"\|\s*(safe|safeseq)\b|autoescape\s+off")

    assert [path.name for path in templates if path.suffix == ".html" and loose.search(path.read_text())] == []
    assert len(templates) > 100


def test_no_weak_hash_is_made_by_us():
    assert [name_of(path) for path in sources(*OURS) if re.search(r"\b(md5|sha1)\b", path.read_text())] == []


def test_our_scripts_write_text_and_take_no_messages():
    loose = re.compile(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|postMessage|\"message\"|__proto__"
    )

    assert [path.name for path in SCRIPTS if loose.search(path.read_text())] == []
    assert len(SCRIPTS) >= 5


def test_nothing_is_loaded_from_anywhere_else():
    foreign = re.compile(r"""(?:<script|<link|<img|<iframe|url\()[^>)]*["'(](?:https?:)?//""")
    files = [*ROOT.glob("directory/**/*.html"), *ROOT.glob("curation/**/*.html"), *ROOT.glob("*/static/**/*.css")]

    assert [path.name for path in files if foreign.search(path.read_text())] == []


@pytest.mark.django_db
def test_every_answer_says_what_it_is_and_in_which_letters(client):
    founding.make_founding_list()
    answers = {path: client.get(path) for path in addresses()}
    kinds = {path: answer.headers["Content-Type"] for path, answer in answers.items() if answer.status_code != 301}

    assert [path for path, kind in kinds.items() if kind.startswith("text/") and "charset=utf-8" not in kind] == []
    assert len(kinds) > 100


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/.git/config", "/.env", "/static/", "/files/", "/var/directory.sqlite3", "/admin.py", "/debug/"]
)
def test_nothing_of_how_the_site_is_made_can_be_had(client, address):
    assert client.get(address).status_code == 404


@pytest.mark.django_db
def test_a_request_is_not_sent_back_to_whoever_asks_for_that(client):
    organization = factories.organization()
    pages = ["/", "/groups/", organization.get_absolute_url(), reverse("account_login"), "/hsds/organizations"]
    pages += ["/robots.txt", "/opensearch.xml", "/sitemap.xml", "/sitemap-groups.xml", "/.well-known/security.txt"]
    answers = {page: client.generic("TRACE", page, headers={"x-planted": "planted"}) for page in pages}

    assert [page for page, answer in answers.items() if b"planted" in answer.content or answer.status_code == 200] == []


def test_the_server_does_not_wait_for_ever_and_takes_no_endless_request():
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE <= 2 * 1024 * 1024
    assert settings.DATA_UPLOAD_MAX_NUMBER_FIELDS <= 2000
    assert settings.FILE_UPLOAD_PERMISSIONS == 0o600
