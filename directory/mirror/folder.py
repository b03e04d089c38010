"""The folder of a copy: only what has changed is written, and what is not part of it any more is erased."""

import filecmp
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

LIST = "SHA256SUMS"
SIGNATURE = f"{LIST}.sig"
UNFINISHED = "UNFINISHED"
# Our own, and how somebody may put the copy on the web.
NOT_PART_OF_IT = frozenset({LIST, SIGNATURE, UNFINISHED})
LEFT_ALONE = frozenset({".git"})


class NotACopyError(Exception):
    """The folder holds something else, which an export would erase."""


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.list, self.signature, self.unfinished = path / LIST, path / SIGNATURE, path / UNFINISHED
        self.hashes: dict[str, str] = {}
        self.changed = self.erased = 0

    def begin(self) -> None:
        """Mark the folder, so that a copy that was never finished is known for what it is."""
        self.path.mkdir(parents=True, exist_ok=True)
        there = {file.name for file in self.path.iterdir()} - LEFT_ALONE
        if there and not there & {LIST, UNFINISHED}:
            raise NotACopyError
        self.unfinished.touch()

    def put(self, file: str, content: bytes) -> None:
        self.hashes[file] = hashlib.sha256(content).hexdigest()
        target = self._place_of(file)
        if not target.is_file() or target.stat().st_size != len(content) or target.read_bytes() != content:
            target.write_bytes(content)
            self.changed += 1

    def put_parts(self, file: str, parts: Iterable[bytes]) -> None:
        """Write a file that may not fit into memory."""
        target, digest = self._place_of(file), hashlib.sha256()
        part = target.with_name(f".{target.name}.part")
        with part.open("wb") as written:
            for content in parts:
                digest.update(content)
                written.write(content)
        self.hashes[file] = digest.hexdigest()
        if target.is_file() and filecmp.cmp(part, target, shallow=False):
            part.unlink()
        else:
            part.replace(target)
            self.changed += 1

    def finish(self) -> None:
        """Erase what is not part of the copy any more, then say what is."""
        for file in self.files():
            if file not in self.hashes and file not in NOT_PART_OF_IT:
                self._erase(self.path / file)
        with self.list.open("w", encoding="utf-8") as written:
            written.writelines(f"{self.hashes[file]}  {file}\n" for file in sorted(self.hashes))
        self.signature.unlink(missing_ok=True)
        self.unfinished.unlink()

    def files(self) -> Iterator[str]:
        """Yield what is in the folder, links to elsewhere too, by the name it has in the list."""
        for parent, folders, files in os.walk(self.path):
            here = Path(parent)
            if here == self.path:
                folders[:] = [name for name in folders if name not in LEFT_ALONE]
            linked = [name for name in folders if (here / name).is_symlink()]
            for name in (*files, *linked):
                yield (here / name).relative_to(self.path).as_posix()

    def digest(self, file: str) -> str:
        with (self.path / file).open("rb") as content:
            return hashlib.file_digest(content, "sha256").hexdigest()

    def _place_of(self, file: str) -> Path:
        target = self.path / file
        target.parent.mkdir(parents=True, exist_ok=True)
        return target

    def _erase(self, file: Path) -> None:
        file.unlink()
        self.erased += 1
        for folder in file.parents:
            if folder == self.path or any(folder.iterdir()):
                break
            folder.rmdir()
