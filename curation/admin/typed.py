"""What was typed on the workbench: which of it a button uses up, and what is left for the page to keep."""

from collections.abc import Iterable, Mapping

from django.http import QueryDict

CHECKED = ("facts_checked_on", "facts_checked_how")
# The fields of each button; none of the others may be emptied by it. Notes have boxes of their own, see `box`.
OWN: dict[str, tuple[str, ...]] = {
    "recommend-publish": CHECKED,
    "recommend-decline": CHECKED,
    "ask": ("question",),
    "decline": ("reason", "also", "words", "language", "listing"),
    "reopen": ("words",),
    "reply": ("reply",),
    "appeal": ("appeal",),
    "call-back": ("call-called_on", "call-channel", "call-outcome", "call-how"),
}
# What these do keeps the answers too.
SAVING = {"save", "recommend-publish", "recommend-decline", "ask", "decline", "release"}
# What a page sends by itself.
SENT_ALONG = {"csrfmiddlewaretoken", "seen", "do", "add_row"}


def box(do: str) -> str:
    """Return the name of the box beside the button that sets a note aside."""
    _clear, subject, digest = f"{do}  ".split(" ")[:3]
    return f"because-{digest or subject}"


def left(posted: QueryDict, codes: Iterable[str]) -> QueryDict:
    """Return what the pressed button did not use up. `codes` are the short names of the questions."""
    do = posted.get("do", "")
    pressed = do.split(" ")[0]
    own = {box(do)} if pressed == "clear" else OWN.get(pressed, ())
    answers = tuple(f"{code}-" for code in codes) if pressed in SAVING else ()
    kept = posted.copy()
    for name in posted:
        if name in own or name.startswith(answers):
            del kept[name]
    return kept


def has_more(posted: QueryDict, drawn: Mapping[str, str], codes: Iterable[str]) -> bool:
    """Whether it holds more than the page has when nobody has typed, `drawn`; the answers know that by themselves."""
    answers = tuple(f"{code}-" for code in codes)
    names = [name for name in posted if name not in SENT_ALONG and not name.startswith(answers)]
    return any(text.strip() != drawn.get(name, "") for name in names for text in posted.getlist(name))
