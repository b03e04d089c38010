"""Take the pictures of the documentation anew, from a running demo site: see `make screenshots`.

python docs/screenshots/take.py http://127.0.0.1:8000 REVIEWER PASSWORD COALITION PASSWORD
"""

import io
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
SHEET = HERE.parents[1] / "fixtures" / "demo_sheet.csv"
PAPER, SIZE = "#f2ebdc", (1400, 860)
PHONE, DESK = (341, 740), (912, 740)
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def main(address: str, reviewer: str, password: str, coalition: str, its_password: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        visitor = browser.new_page()
        visitor.goto(f"{address}/groups/")
        listing = address + str(visitor.locator(".card h3 a").first.get_attribute("href"))
        for name, url in {"list": f"{address}/groups/", "listing": listing}.items():
            pair(browser, url).quantize(256).save(HERE / f"{name}.png", optimize=True)
        desk = signed_in(browser, address, reviewer, password)
        for name, page in [*reviewing(desk, address), *bringing(signed_in(browser, address, coalition, its_password))]:
            page.quantize(256).save(HERE / f"{name}.png", optimize=True)
        browser.close()


def pair(browser: Browser, url: str) -> Image.Image:
    """Lay a page on a phone by night beside the same on a desk by day."""
    both = Image.new("RGB", SIZE, PAPER)
    for left, size, width, scheme in ((55, PHONE, 360, "dark"), (434, DESK, 1280, "light")):
        height = size[1] * width // size[0]
        page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(url)
        both.paste(picture(page).resize(size, Image.Resampling.LANCZOS), (left, 60))
        page.close()
    return both


def signed_in(browser: Browser, address: str, handle: str, password: str) -> Page:
    page = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
    page.goto(f"{address}/admin/")
    page.get_by_label("Handle").fill(handle)
    page.get_by_label("Password").fill(password)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Log out").wait_for()
    return page


def reviewing(page: Page, address: str) -> Iterator[tuple[str, Image.Image]]:
    """Yield what a curator sees who begins a review."""
    page.get_by_role("link", name="How we are doing").click()
    page.wait_for_load_state()
    yield "figures", picture(page)
    page.goto(f"{address}/admin/curation/submission/?needs=new")
    start = page.get_by_role("button", name="I am free: start reviewing")
    for link in [address + str(one.get_attribute("href")) for one in page.locator("#result_list th a").all()]:
        page.goto(link)
        if start.count():
            break
    start.click()
    page.locator("#q-policy").wait_for()
    yield "workbench", picture(page)


def bringing(page: Page) -> Iterator[tuple[str, Image.Image]]:
    """Yield what a coalition's member sees who has said what the columns of a sheet mean."""
    page.get_by_role("link", name="Bring a spreadsheet").click()
    page.get_by_label("The file").set_input_files(SHEET)
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("button", name="Check the rows").click()
    page.locator(".rows").wait_for()
    yield "sheet", picture(page)


def picture(page: Page) -> Image.Image:
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


if __name__ == "__main__":
    main(*sys.argv[1:6])
