"""The examples for running the site keep the promises: no log of addresses, headers overwritten, nothing readable by others."""

import hashlib
import re
from base64 import b64encode
from fnmatch import fnmatch
from pathlib import Path

from django.core.management import get_commands

from directory.project import gunicorn

ROOT = Path(__file__).parents[1]
FILES = sorted(file for file in (ROOT / "deploy").iterdir() if file.is_file())
PAGES = {file.name: file.read_text() for file in (ROOT / "deploy/pages").iterdir()}
TEXTS = {file.name: file.read_text() for file in FILES}
# Without the words that explain: `name value` or `name=value`.
LINES = {
    name: [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    for name, text in TEXTS.items()
}


def servers():
    return re.findall(r"^server \{\n(.*?)^\}", TEXTS["nginx.conf"], flags=re.MULTILINE | re.DOTALL)


def passing():
    return [server for server in servers() if "proxy_pass" in server]


def thousands(what, server):
    [number] = re.findall(what, server)
    return int(number) * 1024


def test_no_server_writes_a_log_with_addresses():
    written = [
        (name, line) for name in LINES for line in LINES[name] if re.search(r"access|error_log|log_format", line)
    ]

    assert {line for _name, line in written} == {"access_log off;", "error_log /dev/null;"}
    assert len(servers()) == 5
    assert [s for s in servers() if "access_log off;" not in s or "error_log /dev/null;" not in s] == []


def test_an_address_goes_nowhere_but_to_the_site_which_forgets_it():
    naming = [
        line for lines in LINES.values() for line in lines if re.search(r"remote_addr|binary_remote|realip", line)
    ]

    assert naming == ["proxy_set_header X-Forwarded-For $remote_addr;"] * 2


def test_the_proxy_overwrites_every_header_that_the_site_believes():
    assert len(passing()) == 2
    for server in passing():
        assert re.findall(r"proxy_set_header (\S+) (\S+);", server) == [
            ("Host", "$host"),
            ("X-Forwarded-Proto", "$scheme"),
            ("X-Forwarded-For", "$remote_addr"),
        ]


def test_nobody_comes_to_the_site_but_through_a_server_that_waits_for_whole_requests():
    [onion] = re.findall(r"HiddenServicePort 80 (\S+)", TEXTS["torrc"])

    assert [f"listen {onion} default_server;" in server for server in passing()] == [False, True]
    assert re.findall(r'"(\S+):\d+"', TEXTS["compose.yaml"]) == ["127.0.0.1:8000"]


def test_the_headers_of_an_answer_fit_into_what_nginx_takes_though_they_name_the_longest_address_twice(
    client, settings
):
    settings.ONION_ADDRESS = f"http://{'a' * 56}.onion"
    longest = "/groups?q=".ljust(gunicorn.limit_request_line, "a")

    response = client.get(longest, secure=True)

    assert longest.partition("?")[2] in response["Location"]
    assert longest in response["Onion-Location"]
    size = len(response.serialize_headers())
    for server in passing():
        assert size < thousands(r"proxy_buffer_size (\d+)k;", server)


def test_no_slow_reader_of_an_answer_holds_the_site():
    for server in passing():
        assert "proxy_max_temp_file_size" not in server
        assert "proxy_buffering" not in server
        # No page is as large, so that what a curator reads lies in no file of nginx.
        number = int(re.findall(r"proxy_buffers (\d+) \d+k;", server)[0])
        assert number * thousands(r"proxy_buffers \d+ (\d+)k;", server) >= 512 * 1024


def test_what_is_too_large_is_said_over_http2_too():
    """There nginx weighs what was sent again, where the page lies."""
    [place] = re.findall(r"^location .*?^\}", TEXTS["pages.conf"], flags=re.MULTILINE | re.DOTALL)

    assert "client_max_body_size 0;" in place


def test_no_server_says_which_version_of_nginx_answers():
    """Also where it only sends people on, and those who name no host of ours, or nothing that can be read."""
    assert [server for server in servers() if "server_tokens off;" not in server] == []


def test_a_stranger_is_shown_nothing():
    strangers = [server for server in servers() if "server_name" not in server and "proxy_pass" not in server]

    assert [re.findall(r"listen (\d+)", server) for server in strangers] == [["80"], ["443"]]
    assert [server for server in strangers if "return 444;" not in server] == []


def test_a_stranger_is_shown_no_certificate():
    strangers = [server for server in servers() if "default_server" in server and "listen 443" in server]

    assert ["ssl_reject_handshake on;" in server for server in strangers] == [True]
    assert "server_name" not in strangers[0]


def test_what_nginx_answers_itself_is_read_in_two_languages_and_loads_nothing():
    [policy] = re.findall(r'Content-Security-Policy "(.*)" always', TEXTS["pages.conf"])
    named = set(re.findall(r"^error_page .* /(\S+);", TEXTS["pages.conf"], flags=re.MULTILINE))

    assert ["include snippets/by-and-for-pages.conf;" in server for server in passing()] == [True, True]
    assert {"413", "500", "502", "504"} == set(re.findall(r"\d{3}(?=.* /)", TEXTS["pages.conf"]))
    assert named == PAGES.keys()
    assert policy.startswith("default-src 'none'; ")
    for page in PAGES.values():
        [style] = re.findall("<style>(.*?)</style>", page, flags=re.DOTALL)
        assert f"'sha256-{b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in policy
        assert ['<html lang="en">' in page, '<section lang="es">' in page] == [True, True]
        assert re.findall(r'href="(http[^"]*)" rel="([^"]*)"', page) == [
            ("https://www.weather.gov/", "nofollow noreferrer noopener")
        ]
        assert not re.search("src=|<script|<link|<img|@import|url\\(", page)


def test_what_the_services_write_is_for_their_own_user_only():
    services = [lines for name, lines in LINES.items() if name.endswith(".service")]

    assert services
    for lines in services:
        assert {"UMask=0077", "User=by-and-for", "ProtectSystem=strict", "NoNewPrivileges=yes", "LimitCORE=0"} <= set(
            lines
        )
    assert "umask 077" in TEXTS["Dockerfile"]
    assert {".env*", "var"} <= set((ROOT / ".dockerignore").read_text().splitlines())


def test_no_settings_that_an_operator_is_told_to_write_can_be_committed_by_mistake():
    explained = (ROOT / "docs/operators.md").read_text()
    told = set(re.findall(r"DIRECTORY_ENV_FILE=(\.env\S+)", explained)) | {".env"}
    ignored = [line.lstrip("/") for line in (ROOT / ".gitignore").read_text().splitlines()]

    assert ".env-onion" in told
    assert [name for name in told if not any(fnmatch(name, pattern) for pattern in ignored)] == []


def test_what_is_kept_in_a_log_never_has_the_link_of_the_first_curator():
    starting = [line for lines in LINES.values() for line in lines if "manage.py start" in line]

    assert len(starting) == 2
    assert [line for line in starting if "manage.py start --no-link" not in line] == []
    # A server has no browser for an address of 127.0.0.1, and a passkey made there opens no other.
    assert "manage.py invite first-curator" in TEXTS["by-and-for.service"]


def test_a_new_version_has_as_long_as_it_needs_before_it_serves():
    site = LINES["by-and-for.service"]

    assert any(line.startswith("ExecStartPre=") and "manage.py start" in line for line in site)
    assert "TimeoutStartSec=infinity" in site


def test_the_container_erases_and_backs_up_every_day_whatever_its_database():
    assert "python manage.py forget; python manage.py backup; sleep 86400" in TEXTS["compose.yaml"]
    assert "postgresql-client" in TEXTS["Dockerfile"]


def test_every_service_has_the_same_walls_as_the_site():
    wall = re.compile(r"(Protect|Private|Restrict|SystemCall|Capability|LockPersonality|NoNew|ReadWrite|UMask|Limit)")
    walls = {name: sorted(filter(wall.match, lines)) for name, lines in LINES.items() if name.endswith(".service")}

    assert len(walls) == 6
    assert [name for name in walls if walls[name] != walls["by-and-for.service"]] == []
    assert "SystemCallFilter=~@privileged" in walls["by-and-for.service"]


def test_whoever_writes_backups_is_told_where_to_name_another_folder():
    writing = [name for name, text in TEXTS.items() if "DIRECTORY_BACKUP_DIR" in text]

    assert writing == ["by-and-for-backup.service", "by-and-for-forget.service", "by-and-for.service"]


def test_the_folder_where_the_certificate_is_proven_is_made_before_it_is_named():
    [folder] = re.findall(r"root (\S+acme);", TEXTS["nginx.conf"])
    explained = (ROOT / "docs/operators.md").read_text()

    assert 0 < explained.find(f"install -d {folder}") < explained.find(f"--webroot-path {folder}")


def test_commands_settings_and_folders_that_are_named_exist():
    everything = "\n".join(TEXTS.values())
    explained = (ROOT / "docs/operators.md").read_text()
    commands = set(re.findall(r"python manage\.py ([a-z_]+)", everything))

    assert {"start", "backup", "collectstatic"} <= commands <= set(get_commands())
    assert [name for name in re.findall(r"DIRECTORY_[A-Z_]+", everything) if name not in explained] == []
    copied = re.findall(r"^COPY (?!--)(\S+)", TEXTS["Dockerfile"], flags=re.MULTILINE)
    assert [name for name in copied if not (ROOT / name).exists()] == []
    assert [file.name for file in FILES if f"deploy/{file.name}" not in explained] == []
