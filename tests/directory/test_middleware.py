"""Every answer keeps quiet: pages, errors, redirects, data, the admin."""

import pytest
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.urls import path

from directory.middleware import POWERS, QuietHeaders, ReadAsText
from directory.project.urls import handler400, handler500  # noqa: F401  (Django looks for them here)
from directory.project.urls import urlpatterns as real_addresses

PUBLIC_CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; font-src 'none'; connect-src 'none'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
EVERYWHERE = {
    "Content-Security-Policy": PUBLIC_CSP,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Robots-Tag": "noarchive",
    "Cache-Control": "no-store",
}


def page(request):
    return HttpResponse("<p>Hello</p>")


def loose_page(request):
    return HttpResponse(
        "<p>Hello</p>",
        headers={
            "Cache-Control": "max-age=600",
            "Content-Security-Policy": "default-src *",
            "Referrer-Policy": "unsafe-url",
        },
    )


def data(request):
    return JsonResponse({}, headers={"Cache-Control": "public, max-age=600"})


def missing(request):
    raise Http404


def broken(request):
    raise RuntimeError


urlpatterns = [
    path("page/", page),
    path("loose/", loose_page),
    path("data.json", data),
    path("suggest/data.json", data),
    path("missing/", missing),
    path("broken/", broken),
    *real_addresses,
]
pytestmark = [pytest.mark.urls(__name__), pytest.mark.django_db]


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def said(response):
    return {name: response.headers.get(name) for name in EVERYWHERE}


@pytest.mark.parametrize(
    ("address", "status"), [("/page/", 200), ("/loose/", 200), ("/missing/", 404), ("/broken/", 500)]
)
def test_every_page_carries_the_whole_set_and_no_view_can_loosen_it(visitor, address, status):
    response = visitor.get(address)

    assert response.status_code == status
    assert said(response) == EVERYWHERE


def test_a_request_for_a_foreign_host_is_refused_with_the_whole_set(visitor):
    response = visitor.get("/page/", headers={"host": "evil.example"})

    assert response.status_code == 400
    assert said(response) == EVERYWHERE


def test_a_redirect_to_https_carries_the_whole_set(visitor, settings):
    settings.SECURE_SSL_REDIRECT = True

    response = Client().get("/page/")

    assert response.status_code == 301
    assert said(response) == EVERYWHERE


def test_every_power_of_the_browser_is_off(visitor):
    response = visitor.get("/page/")

    assert response.headers["Permissions-Policy"] == ", ".join(f"{power}=()" for power in POWERS)
    assert {"geolocation", "camera", "microphone", "browsing-topics", "payment"} - set(POWERS) == set()


def test_a_passkey_can_be_made_and_used_on_the_desk_alone(visitor):
    desk = visitor.get("/admin/login/").headers["Permissions-Policy"].split(", ")

    assert [power for power in desk if not power.endswith("=()")] == [
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
    assert len(desk) == len(POWERS)


def test_only_the_page_to_embed_may_be_framed_and_nothing_else_is_looser_there(visitor):
    response = visitor.get("/embed/")

    framed = {"frame-ancestors 'none'": "frame-ancestors *", "form-action 'self'": "form-action 'none'"}
    policy = PUBLIC_CSP
    for usual, there in framed.items():
        policy = policy.replace(usual, there)
    loosened = {
        "Content-Security-Policy": policy,
        "X-Frame-Options": None,
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    assert said(response) == EVERYWHERE | loosened
    assert said(visitor.get("/es/embed/")) == EVERYWHERE | loosened
    assert said(visitor.get("/embed")) == EVERYWHERE
    assert said(visitor.get("/es/groups/")) == EVERYWHERE


def test_public_data_may_be_kept(visitor):
    response = visitor.get("/data.json")

    assert response.headers["Cache-Control"] == "public, max-age=600"


def test_what_someone_sends_us_is_never_kept_nor_indexed(visitor):
    response = visitor.get("/suggest/data.json")

    assert (response.headers["Cache-Control"], response.headers["X-Robots-Tag"]) == ("no-store", "noindex, noarchive")


def test_the_admin_may_ask_the_site_again_and_is_never_kept_nor_indexed(visitor):
    response = visitor.get("/admin/login/")

    assert response.headers["Content-Security-Policy"] == PUBLIC_CSP.replace("connect-src 'none'", "connect-src 'self'")
    assert "no-store" in response.headers["Cache-Control"]
    assert response.headers["X-Robots-Tag"] == "noindex, noarchive"


def test_robots_are_kept_away_from_the_forms_and_the_admin(visitor):
    response = visitor.get("/robots.txt")

    assert response.content.decode().splitlines() == [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /suggest",
        "Disallow: /*/suggest",
        "Disallow: /*/correct/",
        "Disallow: /embed/",
        "Disallow: /*/embed/",
        "",
        "Sitemap: http://testserver/sitemap.xml",
    ]


def test_a_visitor_gets_no_cookie_and_no_page_varies_by_one(visitor):
    response = visitor.get("/page/")

    assert (response.cookies.output(), response.headers.get("Vary", "")) == ("", "")


def test_even_a_broken_error_page_names_the_way_out(visitor, monkeypatch, settings):
    def fail(*args):
        raise RuntimeError

    monkeypatch.setattr("directory.project.views.loader.render_to_string", fail)
    response = visitor.get("/broken/")

    assert f'<a href="{settings.EXIT_URL}" rel="nofollow noreferrer">' in response.content.decode()
    assert said(response) == EVERYWHERE


def test_an_answer_to_head_has_a_length_and_no_body_for_the_server_to_complain_of():
    closed = []

    class Table:
        def __iter__(self):
            yield b"a table"

        def close(self):
            closed.append(True)

    def asked(answer):
        return QuietHeaders(lambda _request: answer)(RequestFactory().head("/"))

    page, table = asked(HttpResponse("a page")), asked(StreamingHttpResponse(Table()))
    table.close()

    assert (page.content, page["Content-Length"], b"".join(table.streaming_content), closed) == (b"", "6", b"", [True])


def test_what_cannot_be_read_is_refused_as_quietly_as_anything(client, db):
    usual, refused = client.get("/groups/?focus=bogus"), client.get("/groups/?" + "&" * 2001)

    assert (usual.status_code, refused.status_code) == (400, 400)
    names = ("Content-Security-Policy", "Referrer-Policy", "X-Frame-Options", "Permissions-Policy", "Cache-Control")
    assert [name for name in names if refused.headers.get(name) != usual.headers[name]] == []


@pytest.mark.parametrize("typed", ["%00", "%0%000", "%0%0%00000"])
def test_nothing_asked_for_in_an_address_has_the_letter_that_no_database_keeps(typed):
    request = RequestFactory().get("/", QUERY_STRING=f"term=a{typed}b&{typed}=")

    ReadAsText(lambda request: HttpResponse())(request)

    assert "\0" not in "".join([*request.GET, *request.GET.values()])
