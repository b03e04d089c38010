"""How large and how slow a spreadsheet may be; `settings.SHEET_LIMITS` sets others. Going over a limit is a sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """`ratio`: how many times its size a file may unpack to. `blank_rows`: after so many a sheet is over.

    `letters` is for all cells together: one long text can stand in a thousand cells and take its place in the file once.
    `answer_bytes` is for what the rows take in memory, where a row with one emoji in it takes four bytes a letter.
    """

    file_bytes: int = 10 * 1024 * 1024
    unpacked_bytes: int = 200 * 1024 * 1024
    ratio: int = 150
    entries: int = 300
    rows: int = 50_000
    columns: int = 100
    cell_letters: int = 4_000
    letters: int = 40_000_000
    answer_bytes: int = 60 * 1024 * 1024
    blank_rows: int = 200
    seconds: int = 20
    memory_bytes: int = 512 * 1024 * 1024


def limits() -> Limits:
    from django.conf import settings

    return Limits(**settings.SHEET_LIMITS)
