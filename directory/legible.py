"""Text as files can hold it: without letters that are none. One of them, pasted along unseen, and programs refuse a whole file."""

import re

# Controls but for tab and line ends, and what Unicode gives to nobody: XML holds none of them, escaped or not, and a calendar no control.
_NO_LETTERS = re.compile("[^\t\n\r -~\x80-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legible(text: str) -> str:
    return text if text.isprintable() else _NO_LETTERS.sub("", text)
