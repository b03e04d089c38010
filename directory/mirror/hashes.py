"""The list of a copy: the hash and the name of every file, as `sha256sum` writes and reads them."""

import re
from collections.abc import Mapping
from pathlib import Path

LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def read(file: Path) -> dict[str, str]:
    """Return the hash of each name. Raises `ValueError` with a sentence for a line that is none of ours."""
    hashes = {}
    for number, line in enumerate(file.read_text("utf-8", "replace").splitlines(), start=1):
        found = LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"Line {number} of {file.name} is not a hash and a name.")
        hashes[found[2]] = found[1]
    return hashes


def write(file: Path, hashes: Mapping[str, str]) -> None:
    with file.open("w", encoding="utf-8") as written:
        written.writelines(f"{hashes[name]}  {name}\n" for name in sorted(hashes))
