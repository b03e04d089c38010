"""The folder of a copy: only what has changed is written, and what is not part of it any more is erased.

It erases and overwrites only what the list of an earlier copy names, or what an interrupted one noted. Everything else there is somebody else's.
"""

import filecmp
import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from directory.mirror import hashes
from directory.mirror.addresses import COPY

LIST = "SHA256SUMS"
SIGNATURE = f"{LIST}.sig"
UNFINISHED = "UNFINISHED"
PART = f"{UNFINISHED}.part"
# Our own, and how somebody may put the copy on the web.
NOT_PART_OF_IT = frozenset({LIST, SIGNATURE, UNFINISHED, PART})
LEFT_ALONE = frozenset({".git"})
# Begins the notes of a copy that is being written; below it are the files that no list names yet.
NOTE = "By & For: this copy is not finished. Make it again. So far it has:"


class NotOursError(Exception):
    """A sentence that says what is in the way: an export would erase or overwrite it."""


class Folder:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.list, self.signature, self.unfinished = path / LIST, path / SIGNATURE, path / UNFINISHED
        self.hashes: dict[str, str] = {}
        self.changed = self.erased = 0
        # What was there and is none of ours.
        self.left: list[str] = []
        self._ours: set[str] = set()
        self._safe = {path}

    def begin(self) -> None:
        """Mark the folder, so that a copy that was never finished is known for what it is."""
        self.path.mkdir(parents=True, exist_ok=True)
        for name in NOT_PART_OF_IT:
            self._refuse_link(self.path / name)
        there = {file.name for file in self.path.iterdir()} - LEFT_ALONE
        listed, notes = self._listed(), self._notes()
        is_ours = not there or COPY in listed or notes[:1] == [NOTE]
        if not is_ours or notes[:1] not in ([], [NOTE]):
            raise NotOursError(f"{self.path} holds something else. Name a new or empty folder.")
        self._ours = listed.union(notes[1:])
        self.unfinished.write_text("".join(f"{line}\n" for line in (NOTE, *notes[1:])), encoding="utf-8")

    def put(self, file: str, content: bytes) -> None:
        self.hashes[file] = hashlib.sha256(content).hexdigest()
        target = self._place_of(file)
        if not target.is_file() or target.stat().st_size != len(content) or target.read_bytes() != content:
            target.write_bytes(content)
            self.changed += 1

    def put_parts(self, file: str, parts: Iterable[bytes]) -> None:
        """Write a file that may not fit into memory."""
        target, digest = self._place_of(file), hashlib.sha256()
        part = self.path / PART
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
            if file in self._ours and file not in self.hashes:
                self._erase(self.path / file)
            elif file not in self.hashes and file not in NOT_PART_OF_IT:
                self.left.append(file)
        # The earlier list stays until there is a whole new one: without it nobody knows which files are ours.
        part = self.path / PART
        hashes.write(part, self.hashes)
        part.replace(self.list)
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

    def _listed(self) -> set[str]:
        """Return what an earlier copy says it is made of; a list that is none of ours says nothing."""
        try:
            return set(hashes.read(self.list))
        except (FileNotFoundError, ValueError):
            return set()

    def _notes(self) -> list[str]:
        """Return what an interrupted copy noted of itself, line by line."""
        if not self.unfinished.is_file():
            return []
        return self.unfinished.read_text(encoding="utf-8", errors="replace").splitlines()

    def _place_of(self, file: str) -> Path:
        """Make room for a file that is ours to write, and note it before it is there."""
        target = self.path / file
        for folder in reversed(target.relative_to(self.path).parents):
            self._enter(self.path / folder)
        self._refuse_link(target)
        if file not in self._ours:
            if target.exists():
                raise NotOursError(
                    f"{target} is none of the files of this copy, and one of them has that name. Move it away."
                )
            with self.unfinished.open("a", encoding="utf-8") as notes:
                notes.write(f"{file}\n")
            self._ours.add(file)
        return target

    def _enter(self, folder: Path) -> None:
        if folder not in self._safe:
            self._refuse_link(folder)
            folder.mkdir(exist_ok=True)
            self._safe.add(folder)

    def _refuse_link(self, place: Path) -> None:
        if place.is_symlink():
            raise NotOursError(f"{place} is a link to elsewhere, where nothing may be written. Remove it.")

    def _erase(self, file: Path) -> None:
        file.unlink()
        self.erased += 1
        for folder in file.parents:
            if folder == self.path or any(folder.iterdir()):
                break
            folder.rmdir()
