"""What Mozilla's HTTP Observatory would say of every page. From 100 on it is an A+; nobody can get more than we do without SRI and preload."""

import pytest
from django.http import HttpResponse
from django.urls import reverse

from curation import founding
from tests import factories, observatory
from tests.observatory import score
from tests.test_admin_urls import WHO_MAY, address, world  # noqa: F401  (a fixture)
from tests.test_silent_queue import addresses

pytestmark = pytest.mark.django_db
BEST, WITH_COOKIES = 150, 155


@pytest.fixture(autouse=True)
def _over_https(settings):
    """Do as the settings do with DIRECTORY_HTTPS=1, which is read only once."""
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600


def is_page(answer):
    return answer.headers.get("Content-Type", "").startswith("text/html")


def test_every_public_page_gets_all_that_there_is(client):
    founding.make_founding_list()
    answers = {path: client.get(path, secure=True) for path in [*addresses(), "/no/such/page/"]}

    scores = {path: score(answer) for path, answer in answers.items() if is_page(answer)}

    # Made to be shown within other pages, and nothing can be pressed on it.
    framed = {path for path in scores if "/embed/" in path}
    assert {path: points for path, points in scores.items() if points != BEST and path not in framed} == {}
    assert len(scores) > 100


def test_every_page_of_the_desk_gets_as_much_and_its_cookies_are_good_too(client, world):  # noqa: F811
    client.force_login(factories.user("Reviewer", "Publisher", "Administrator", "Coalition"))
    answers = {name: client.get(address(name, world), secure=True) for name in WHO_MAY}
    answers["sign in"] = client.__class__().get(reverse("account_login"), secure=True)
    answers |= {
        name: client.get(reverse(name), secure=True) for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn")
    }

    scores = {name: score(answer) for name, answer in answers.items() if is_page(answer) and answer.status_code == 200}

    assert {name: points for name, points in scores.items() if points not in {BEST, WITH_COOKIES}} == {}
    assert scores["sign in"] == WITH_COOKIES
    assert len(scores) > 50


def test_an_http_address_is_sent_to_https_at_once(client):
    answer = client.get("/")

    assert (answer.status_code, answer.url) == (301, "https://testserver/")


WORSE = {
    "Content-Security-Policy": [
        "default-src 'none'; script-src 'unsafe-inline'",
        "default-src 'self'",
        "script-src https:",
        "",
    ],
    "Referrer-Policy": ["unsafe-url"],
    "Strict-Transport-Security": ["max-age=60", ""],
    "X-Content-Type-Options": [""],
    "Cross-Origin-Resource-Policy": ["cross-origin"],
    "Cross-Origin-Opener-Policy": ["unsafe-none"],
    "Cross-Origin-Embedder-Policy": ["unsafe-none"],
    "Access-Control-Allow-Credentials": ["true"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WORSE.items() for value in values])
def test_the_score_falls_with_every_header_that_is_worse(client, name, value):
    answer = client.get("/", secure=True)
    good = score(answer)

    answer[name] = value

    assert (good, score(answer) < good) == (BEST, True)


def test_the_score_falls_with_foreign_scripts_and_loose_cookies(client):
    answer = client.get("/", secure=True)
    cookie = client.get("/", secure=True)
    cookie.set_cookie("session", "x", samesite="Lax", httponly=True)

    answer.content += b'<script src="https://cdn.example/x.js"></script>'

    assert (score(answer) < BEST, score(cookie) < BEST) == (True, True)
    assert score(HttpResponse("<p>bare</p>")) == 100 - 25 - 20 - 5 - 20


def test_the_page_to_embed_gives_up_framing_and_nothing_else(client):
    answer = client.get("/embed/", secure=True)

    lost = {rule.__name__ for rule in observatory.RULES if rule(answer) < rule(client.get("/", secure=True))}
    assert lost == {"frames", "resource"}
