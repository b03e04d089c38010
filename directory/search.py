"""Text as typed, made into text as compared."""

import unicodedata


def fold(text: str) -> str:
    """Reduce `text` to what two spellings of the same name share: no case, accents or punctuation."""
    plain = unicodedata.normalize("NFKD", text.replace("\0", " ")).casefold()
    kept = (
        character if character.isalnum() else " "
        for character in plain
        if not unicodedata.combining(character) and character not in "'’`"
    )
    return " ".join("".join(kept).split())
