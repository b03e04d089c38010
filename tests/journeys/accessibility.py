"""What axe-core finds wrong with a page, by the rules of WCAG 2.2 at levels A and AA and its own best practices."""

from axe_playwright_python.sync_playwright import Axe

_axe = Axe()


def violations(page):
    """Return a line for each element that breaks a rule."""
    found = _axe.run(page).response["violations"]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]
