"""What a page owes everybody: what axe-core finds wrong, by WCAG 2.2 at levels A and AA and its own best practices; what is cut."""

from axe_playwright_python.sync_playwright import Axe

# How a page is first opened: on a desk, by day.
DESK = (1280, "light")
_axe = Axe()
# A window of 1280 has room for so much at 200 %.
TWICE_THE_SIZE = 640
# No colour may be on its way to another when it is measured; what it is handed down to sets out after it has come there.
SETTLE = """() => {
  const moving = () => document.getAnimations().filter((one) => one instanceof CSSTransition);
  for (let times = 0; times < 20 && moving().length; times++) moving().forEach((one) => one.finish());
}"""
# What sticks out to the side, or is cut off.
CUT = """() => {
  const root = document.documentElement, found = [];
  if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} wide, of ${root.clientWidth}`);
  for (const one of document.querySelectorAll("main :not(input), header :not(input)")) {
    const style = getComputedStyle(one);
    if (one.closest(".unseen, .visually-hidden")) continue;
    const hidden = style.overflowX === "hidden" || style.overflowX === "clip" || style.textOverflow === "ellipsis";
    if (hidden && one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1) found.push(`cut: ${one.outerHTML.slice(0, 120)}`);
  }
  return found;
}"""


def looks(page, *others):
    """Show the page that is open in one look after the other, each (width in pixels, scheme): that of DESK first.

    To open it again for each takes as long as all that is then asked of it.
    """
    for width, scheme in (DESK, *others):
        page.set_viewport_size({"width": width, "height": 740})
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLE)
        yield width, scheme


def violations(page):
    """Return a line for each element that breaks a rule."""
    found = _axe.run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def cut_at_twice_the_size(page, address):
    """Return a line for each element that is cut or sticks out at 200 %, in a window of TWICE_THE_SIZE."""
    page.goto(address)
    found = page.evaluate(CUT)
    # Letters alone can be made larger too.
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    return found + [f"larger letters: {line}" for line in page.evaluate(CUT)]
