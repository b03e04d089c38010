"""How often one may be wrong, and that nothing is kept of who it was."""

import hashlib

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.test import Client

from curation.models import Attempt
from curation.sign_in import attempts
from tests import factories
from tests.curation.sign_in.test_door import CODE, DESK, LOGIN, PASSWORD, sign_in
from tests.curation.test_retention import everything
from tests.signing_in import Curator, code

pytestmark = pytest.mark.django_db
ADDRESS, BROWSER = "203.0.113.77", "Planted/7.7"
TOO_OFTEN = "That was wrong too often."


@pytest.fixture(autouse=True)
def _from_nobody():
    attempts.NETWORK.forget()
    yield
    attempts.NETWORK.forget()


def wrong(client, handle, times=1):
    return [client.post(LOGIN, {"login": handle, "password": "wrong again"}).content.decode() for _ in range(times)]


def is_closed(page):
    return TOO_OFTEN in page


def test_five_wrong_passwords_close_an_account_for_a_while_even_to_the_right_one(client):
    reader = factories.reviewer()

    answers = wrong(client, reader.username, 6)
    right = client.post(LOGIN, {"login": reader.username, "password": PASSWORD})

    assert [is_closed(page) for page in answers] == [False] * 5 + [True]
    assert is_closed(right.content.decode())


def test_it_opens_again_by_itself_after_a_quarter_of_an_hour(client, monkeypatch):
    reader = factories.reviewer()
    wrong(client, reader.username, 5)
    Attempt.objects.all().delete()

    assert sign_in(client, reader).url == DESK


def test_the_count_is_of_one_account_and_every_process_and_network(client):
    reader, other = factories.reviewer(), factories.reviewer()
    for number in range(5):
        wrong(Client(REMOTE_ADDR=f"198.51.100.{number}"), reader.username.upper() if number % 2 else reader.username)

    assert is_closed(wrong(Client(REMOTE_ADDR="192.0.2.1"), reader.username)[0])
    assert sign_in(client, other).url == DESK


def test_a_handle_that_nobody_has_closes_in_the_same_way(client):
    factories.reviewer("heron")

    known, unknown = (wrong(client, handle, 7) for handle in ("heron", "no-heron"))

    assert [is_closed(page) for page in known] == [is_closed(page) for page in unknown]


def test_five_wrong_codes_close_it_too_and_signing_in_anew_does_not_open_it(client):
    reader = factories.reviewer()
    client.post(LOGIN, {"login": reader.username, "password": PASSWORD})
    answers = [client.post(CODE, {"code": "12345"}).content.decode() for _ in range(6)]

    fresh = sign_in(Client(), reader, digits=code())

    assert [is_closed(page) for page in answers] == [False] * 5 + [True]
    assert is_closed(fresh.content.decode())


def test_at_an_open_desk_one_guesses_no_longer_than_outside(client):
    client.force_login(factories.reviewer())

    answers = [client.post("/admin/sign-in/again/", {"password": "wrong again"}).content.decode() for _ in range(6)]

    assert [is_closed(page) for page in answers] == [False] * 5 + [True]


def test_one_network_tries_many_accounts_only_so_long(client):
    answers = [
        client.post(LOGIN, {"login": f"h{n}", "password": "x"}, REMOTE_ADDR=ADDRESS).status_code for n in range(62)
    ]
    elsewhere = client.post(LOGIN, {"login": "h", "password": "x"}, REMOTE_ADDR="198.51.100.9").status_code

    assert (answers.count(200), answers[-2:], elsewhere) == (60, [429, 429], 200)


def test_no_address_no_browser_and_no_handle_is_kept_of_whoever_tries_or_signs_in():
    reader = factories.reviewer("heron")
    stranger = Client(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=BROWSER, HTTP_X_FORWARDED_FOR=ADDRESS)
    curator = Curator(REMOTE_ADDR=ADDRESS, HTTP_USER_AGENT=BROWSER, HTTP_X_FORWARDED_FOR=ADDRESS)
    wrong(stranger, "a-handle-nobody-has", 6)
    sign_in(stranger, reader, digits=code())
    curator.force_login(reader)
    curator.prove(reader, ago=601)
    curator.post("/admin/sign-in/app/remove/")
    curator.post("/admin/sign-in/codes/new/", {"planted": "x"})

    kept = everything() + str([session.get_decoded() for session in Session.objects.all()]).casefold()

    assert Attempt.objects.count() > 1
    assert Session.objects.count() >= 2
    digests = [
        hashlib.sha256(text.encode()).hexdigest()
        for text in (ADDRESS, "a-handle-nobody-has", "testserver:a-handle-nobody-has")
    ]
    assert [word for word in (ADDRESS, BROWSER.casefold(), "a-handle-nobody-has", *digests) if word in kept] == []


def test_what_counts_no_more_is_erased_every_night():
    cache.set("counted", True, timeout=900)
    cache.set("over", True, timeout=-1)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE curation_attempt SET expires = '2020-01-01' WHERE cache_key = %s",
            [attempts.unreadable("counted", "", 1)],
        )
    cache.set("still counted", True, timeout=900)

    call_command("forget")

    assert list(Attempt.objects.values_list("pk", flat=True)) == [attempts.unreadable("still counted", "", 1)]


def test_the_log_says_that_it_happened_and_never_who(client, caplog):
    caplog.set_level("INFO", "curation")
    reader = factories.reviewer("heron")
    wrong(client, "heron")
    client.post(LOGIN, {"login": "heron", "password": PASSWORD})
    client.post(CODE, {"code": "12345"})
    client.post(CODE, {"code": code()})
    client.post("/admin/sign-in/again/", {"password": "wrong again"})
    client.get("/admin/auth/user/")

    said = [record.getMessage() for record in caplog.records if record.name.startswith("curation")]
    assert said == [
        "Somebody who signs in was refused.",
        "A password was right and a second factor was not.",
        "A curator signed in.",
        "Somebody at an open desk did not show that it is they.",
        "curation.sign_in.middleware: answered 403 at /admin/auth/user/",
    ]
    assert reader.username not in caplog.text
