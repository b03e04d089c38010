"""Writes a copy of the site: every listing, every page that a page links to, the data, and a search that needs no server."""

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import timezone

from directory import index
from directory.mirror import announced, data, finding, lists, pages, signature
from directory.mirror.addresses import COPY, FIND, Addresses, file_of_page
from directory.mirror.folder import Folder
from directory.models import Organization


def export(folder: Folder, key: Path | None, told: Callable[[int], object]) -> None:
    """Bring a folder up to what is listed now, and sign it if there is a key. `told` hears of each page."""
    folder.begin()
    if key:
        # Better to know at once than after an hour that the key does not work.
        signature.signed(folder.unfinished, key)
    known, addresses = index.current(), Addresses()
    copy = pages.Copy(timezone.localdate(), settings.SITE_URL)
    for file, html in chain(pages.of_listings(copy, known), _other_pages(copy, known, addresses)):
        folder.put(file, addresses.relative(html, file))
        told(1)
    for file, content in announced.everywhere(copy, addresses):
        folder.put(file, content)
    for name, file in addresses.static.items():
        folder.put(file, _static(name))
    for file, parts in data.files(settings.SITE_URL):
        folder.put_parts(file, parts)
    folder.put_parts(finding.DATA, finding.data(Organization.objects.listed()))
    folder.finish()
    if key:
        folder.signature.write_bytes(signature.signed(folder.list, key))


def _other_pages(copy: pages.Copy, known: index.Index, addresses: Addresses) -> Iterator[tuple[str, str]]:
    """Yield every page that is not of a listing: what only a copy has, and whatever pages link to, from the first one on."""
    letters = lists.letters(known)
    yield COPY, pages.about_copy(copy)
    yield FIND, finding.page(copy, known, letters)
    for letter in letters:
        yield from lists.files(copy, known, letter)
    addresses.pages.add(reverse("home"))
    done: set[str] = set()
    while waiting := sorted((addresses.pages | addresses.questions) - done):
        for asked in waiting:
            if asked in addresses.pages:
                yield file_of_page(asked), pages.of_site(copy, asked)
            else:
                yield from lists.files(copy, known, lists.answer(known, asked))
        done.update(waiting)


def _static(name: str) -> bytes:
    """Read a static file: where it was written, or where it was collected."""
    if found := finders.find(name):
        return Path(found).read_bytes()
    with staticfiles_storage.open(name) as file:
        return bytes(file.read())
