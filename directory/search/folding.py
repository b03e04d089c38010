"""Text as typed, made into text as compared."""

import unicodedata

# Text of plain letters, as most is, needs one look at each.
_PLAIN = {code: chr(code).casefold() if chr(code).isalnum() else " " for code in range(128)} | {
    ord("'"): "",
    ord("`"): "",
}


def fold(text: str) -> str:
    """Reduce `text` to what two spellings of the same name share: no case, accents or punctuation."""
    if text.isascii():
        return " ".join(text.translate(_PLAIN).split())
    plain = unicodedata.normalize("NFKD", text.replace("\0", " ")).casefold()
    kept = (
        character if character.isalnum() else " "
        for character in plain
        if not unicodedata.combining(character) and character not in "'’`"
    )
    return " ".join("".join(kept).split())
