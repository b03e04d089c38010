"""Holds a copy against its own list: every file as it was, nothing missing, nothing besides."""

import re
from collections.abc import Callable, Iterator

from directory.mirror.folder import NOT_PART_OF_IT, Folder

LINE = re.compile(r"([0-9a-f]{64})  (.+)")


def listed(folder: Folder) -> dict[str, str]:
    """Read the list of a copy. Raises `ValueError` with a sentence for a line that is none of ours."""
    hashes = {}
    for number, line in enumerate(folder.list.read_text(encoding="utf-8").splitlines(), start=1):
        found = LINE.fullmatch(line)
        if found is None:
            raise ValueError(f"Line {number} of {folder.list.name} is not a hash and a name.")
        hashes[found[2]] = found[1]
    return hashes


def faults(folder: Folder, hashes: dict[str, str], told: Callable[[int], object]) -> Iterator[str]:
    """Yield a sentence for everything that is not as the list says."""
    if folder.unfinished.exists():
        yield "The copy was never finished. Make it again."
    missing = dict(hashes)
    for file in folder.files():
        if file in NOT_PART_OF_IT:
            continue
        told(1)
        expected = missing.pop(file, None)
        if expected is None:
            yield f"{file} is not part of the copy."
        elif (folder.path / file).is_symlink() or folder.digest(file) != expected:
            yield f"{file} is not what it was."
    yield from (f"{file} is missing." for file in sorted(missing))
