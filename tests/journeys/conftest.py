"""A real browser and a real server for the journeys that need them."""

import os
import shutil

import pytest
from django.conf import settings

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
# Without these the browser calls its maker, and a test must not talk to anyone.
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page of another site, which a test makes up, may show one of ours, though ours is on this machine.
    "--disable-features=LocalNetworkAccessChecks",
]


@pytest.fixture(scope="session")
def chromium():
    if not CHROMIUM:
        pytest.skip("No Chromium here: install it (apt-get install chromium) or name it in CHROMIUM.")
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium, live_server):
    """Open pages that note what must not happen: errors, refused content, requests to anyone else."""
    contexts = []

    def open_page(*, scripts=True, width=360, **options):
        context = chromium.new_context(
            base_url=live_server.url, java_script_enabled=scripts, viewport={"width": width, "height": 740}, **options
        )
        context.route(lambda url: not url.startswith(live_server.url), lambda route: route.abort())
        contexts.append(context)
        page = context.new_page()
        page.troubles, page.foreign = [], []
        page.on("console", lambda message: message.type == "error" and page.troubles.append(message.text))
        page.on("pageerror", lambda error: page.troubles.append(str(error)))
        page.on("request", lambda r: r.url.startswith(live_server.url) or page.foreign.append((r.url, r.headers)))
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def let_in(live_server, client):
    """Let a browser in at the desk as somebody, without the pages of signing in."""

    def bring(page, user):
        client.force_login(user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])

    return bring
