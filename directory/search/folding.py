"""Text as typed, made into text as compared."""

import unicodedata
from functools import lru_cache

# Text of plain letters, as most is, needs one look at each.
_PLAIN = {code: chr(code).casefold() if chr(code).isalnum() else " " for code in range(128)} | {
    ord("'"): "",
    ord("`"): "",
}


# A name, a town or a word of a list is asked for again and again; a long text once.
SHORT = 60


def fold(text: str) -> str:
    """Reduce `text` to what two spellings of the same name share: no case, accents or punctuation."""
    return _remembered(text) if len(text) <= SHORT else fold_and_forget(text)


@lru_cache(maxsize=4000)
def _remembered(text: str) -> str:
    return fold_and_forget(text)


def fold_and_forget(text: str) -> str:
    """Do as `fold` does, for what a visitor types: it is kept nowhere, not even for a minute."""
    return " ".join(folded_words(text))


def folded_words(text: str) -> list[str]:
    """Return the words of a folded text; nothing of it is remembered."""
    if text.isascii():
        return text.translate(_PLAIN).split()
    plain = unicodedata.normalize("NFKD", text.replace("\0", " ")).casefold()
    kept = (
        character if character.isalnum() else " "
        for character in plain
        if not unicodedata.combining(character) and character not in "'’`"
    )
    return "".join(kept).split()
