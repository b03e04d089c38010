"""Holds a copy against its own list: every file as it was, nothing missing, nothing besides."""

from collections.abc import Callable, Iterator

from directory.mirror.folder import NOT_PART_OF_IT, Folder


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
