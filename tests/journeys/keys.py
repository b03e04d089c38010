"""Walks a page by Tab, and says what was badly seen on the way."""

MOST_STEPS = 400
# What has the focus: what it is called, whether its frame can be seen, and whether anything lies over it.
FOCUSED = """async () => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  const label = one.labels && one.labels[0] ? one.labels[0].innerText : "";
  // The parts of a date are framed by the browser.
  const framed = one.type === "date" || [one, one.closest("label"), one.nextElementSibling, one.parentElement].some((part) => {
    if (!part) return false;
    const drawn = getComputedStyle(part);
    return (drawn.outlineStyle !== "none" && parseFloat(drawn.outlineWidth) > 0) || drawn.boxShadow !== "none";
  });
  const x = Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1);
  const y = Math.min(Math.max(box.top + Math.min(box.height, 30) / 2, 0), innerHeight - 1);
  const there = document.elementFromPoint(x, y);
  const clear = !there || one.contains(there) || there.contains(one) || (one.labels && [...one.labels].some((l) => l.contains(there)));
  return {
    name: (one.getAttribute("aria-label") || label || one.innerText || one.value || "").trim().replace(/\\s+/g, " "),
    id: one.id, tag: one.tagName, framed, clear, sized: box.width > 0 && box.height > 0,
  };
}"""


def step_to(page, name, *, back=False, id_=None):
    """Press Tab until what is called `name` has the focus, and return what was badly seen on the way."""
    unseen, passed = [], []
    for _step in range(MOST_STEPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        now = page.evaluate(FOCUSED)
        if now["tag"] != "BODY" and not (now["framed"] and now["clear"] and now["sized"]):
            unseen.append(now)
        if (id_ and now["id"] == id_) or (not id_ and now["name"].startswith(name)):
            return unseen
        passed.append(now["name"] or now["id"])
    raise AssertionError(f"“{name or id_}” cannot be reached by Tab, only {list(dict.fromkeys(passed))}")
