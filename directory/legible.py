"""Text as files can hold it: without letters that are none. One of them, pasted along unseen, and programs refuse a whole file."""

import re

# The controls of ASCII but for tab and line ends, and what Unicode gives to nobody: XML holds none of them, escaped or not, and a calendar no control.
_NO_LETTERS = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def from_a_form(text: str) -> str:
    """Return what somebody typed into a field, with the line ends they meant: browsers send others."""
    return legible(text.replace("\r\n", "\n"))


def legible(text: str) -> str:
    return text if text.isprintable() else _NO_LETTERS.sub("", text)
