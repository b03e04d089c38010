"""Writes a copy of the site: every listing, every page that a page links to, the data, and a search that needs no server.

All pages are there in every language of the site, the first one at the top; data and the words of the search are there once.
"""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from directory import index
from directory.mirror import announced, data, finding, lists, pages, signature, words
from directory.mirror.addresses import COPY, DAY, FIND, NUMBERS, Addresses, file_of_page, here, speaking
from directory.mirror.folder import Folder
from directory.mirror.progress import Progress


def export(folder: Folder, key: Path | None, progress: Progress) -> None:
    """Bring a folder up to what is listed now, and sign it if there is a key."""
    if key:
        # Better to know at once than after an hour that the key does not work, and before a finished copy counts as unfinished.
        signature.signed(Path(__file__), key)
    folder.begin()
    with override(settings.LANGUAGE_CODE):
        _write(folder, index.current(), pages.Copy(timezone.localdate(), settings.SITE_URL), progress)
    folder.finish()
    if key:
        folder.signature.write_bytes(signature.signed(folder.list, key))


def _write(folder: Folder, known: index.Index, copy: pages.Copy, progress: Progress) -> None:
    addresses, listed = Addresses(), len(known.listed)
    # Once in each language, in each file of data, for the words and for what is shown of what they find.
    progress.expect(listed * (len(settings.LANGUAGES) + data.PASSES + 2))
    for file, html in chain(pages.of_listings(copy, known), _other_pages(copy, known, addresses, progress)):
        folder.put(file, addresses.relative(html, file))
        progress.done()
    # Feeds of questions, and calendars of some groups.
    progress.expect(to_come := len(addresses.questions) + listed)
    for file, content in progress.through(announced.everywhere(copy, addresses), to_come):
        folder.put(file, content)
    for language, _name in settings.LANGUAGES:
        with override(language):
            folder.put(here(DAY), pages.day_of_copy(copy))
    for name, file in addresses.static.items():
        folder.put(file, _static(name))
    folder.put(NUMBERS, pages.of_site(copy, reverse("transparency_json")).encode())
    for file, parts in data.files(copy, lambda rows: progress.through(rows, listed)):
        folder.put_parts(file, parts)
    for file, content in chain(words.files(known, progress), finding.files(known, progress)):
        folder.put(file, content)


def _other_pages(
    copy: pages.Copy, known: index.Index, addresses: Addresses, progress: Progress
) -> Iterator[tuple[str, str]]:
    """Yield every page that is not of a listing: what only a copy has, and whatever pages link to, from the first one on."""
    for language, _name in settings.LANGUAGES:
        with override(language):
            addresses.pages.add(reverse("home"))
            letters = lists.letters(known)
            only_here = [(here(COPY), pages.about_copy(copy)), (here(FIND), finding.page(copy, known, letters))]
        progress.expect(len(only_here) + sum(letter.pages.num_pages for letter in letters))
        yield from only_here
        for letter in letters:
            yield from lists.files(copy, known, letter)
    done: set[str] = set()
    while waiting := sorted((addresses.pages | addresses.questions) - done):
        progress.expect(len(waiting))
        for asked in waiting:
            if asked in addresses.pages:
                yield file_of_page(asked), pages.of_site(copy, asked)
            else:
                sheet = _answer(known, asked)
                progress.expect(sheet.pages.num_pages - 1)
                yield from lists.files(copy, known, sheet)
        done.update(waiting)


def _answer(known: index.Index, asked: str) -> lists.Sheet:
    with speaking(asked):
        return lists.answer(known, asked.partition("?")[2])


def _static(name: str) -> bytes:
    """Read a static file: where it was written, or where it was collected."""
    if found := finders.find(name):
        return Path(found).read_bytes()
    with staticfiles_storage.open(name) as file:
        return bytes(file.read())
