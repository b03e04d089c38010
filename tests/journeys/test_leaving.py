"""The way out, in the groups of cases that GOV.UK tries theirs in: with a script and without, by keys, said aloud, and Back."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)
LEAVING, STATUS = "document.documentElement.classList.contains('leaving')", "[data-leave-status]"


@pytest.fixture
def away(settings):
    """Stand in for the site that the way out leads to, as no test talks to anyone."""

    def let_through(page):
        page.route(settings.EXIT_URL, lambda route: route.fulfill(content_type="text/html", body="<h1>Weather</h1>"))
        return page

    return let_through


def press_shift(page, times):
    for _press in range(times):
        page.keyboard.press("Shift")


@pytest.mark.parametrize("by_keys", [False, True])
def test_back_does_not_lead_to_the_page_that_was_left(new_page, away, settings, by_keys):
    page = away(new_page())
    page.goto("/about/")
    page.goto("/safety/")

    with page.expect_navigation(url=settings.EXIT_URL):
        if by_keys:
            press_shift(page, 3)
        else:
            page.get_by_role("link", name="Leave this site").first.click()
    page.go_back()

    assert page.url.endswith("/about/")
    assert page.evaluate(LEAVING) is False


def test_the_page_is_blank_at_once_and_one_the_browser_kept_comes_back_whole(new_page, settings):
    page = new_page()
    # The other site answers with nothing, and the page stays as it is while one waits.
    page.route(settings.EXIT_URL, lambda route: route.fulfill(status=204))
    page.goto("/safety/")
    title = page.title()

    press_shift(page, 3)
    assert page.evaluate(LEAVING) is True
    assert not page.locator("h1").is_visible()
    assert title not in page.title()

    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))")
    assert page.locator("h1").is_visible()
    assert page.title() == title
    press_shift(page, 2)
    assert page.evaluate(LEAVING) is False


def test_what_the_keys_do_is_said_aloud(new_page):
    page = new_page()
    page.clock.install()
    page.goto("/safety/")
    said = []

    for wait in (0, 0, 5000):
        press_shift(page, 0 if wait else 1)
        page.clock.fast_forward(wait)
        said.append(page.locator(STATUS).text_content())

    assert page.locator(STATUS).get_attribute("role") == "status" or page.locator(STATUS).get_attribute("aria-live")
    assert said[0] == said[1] != said[2]
    assert all(said)


def test_slow_presses_and_capital_letters_are_no_wish_to_leave(new_page):
    page = new_page()
    page.clock.install()
    page.goto("/groups/")

    page.locator("main input[name=q]").focus()
    for letter in "ABCD":
        page.keyboard.press(f"Shift+{letter}")
    for _press in range(4):
        press_shift(page, 1)
        page.clock.fast_forward(6000)

    assert page.evaluate(LEAVING) is False
    assert page.foreign == []


def test_on_paper_there_is_nothing_to_press_to_leave(new_page):
    page = new_page(scripts=False)
    page.goto("/safety/")
    page.emulate_media(media="print")

    assert not page.locator(".leave").is_visible()
    assert page.locator("h1").is_visible()
