"""The words of the pages in Spanish: compiled as they are written, and none missing on the public pages."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import gettext, override

CATALOGUES = sorted(Path(settings.BASE_DIR).glob("*/locale/*/LC_MESSAGES/django.po"))
PUBLIC = ("directory/templates", "directory/project/templates", "curation/templates/curation")
SAID = re.compile(r"""\{% translate (?:"([^"]+)"|'([^']+)')""")
# Written alike in both languages.
ALIKE = {"No", "no"}


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_a_catalogue_is_compiled_as_it_is_written(catalogue, tmp_path):
    if not (msgfmt := shutil.which("msgfmt")):
        pytest.skip("No msgfmt here: install it (apt-get install gettext).")
    subprocess.run([msgfmt, "--check-format", "-o", tmp_path / "made.mo", catalogue], check=True)  # noqa: S603 (our own files)

    assert (tmp_path / "made.mo").read_bytes() == catalogue.with_suffix(".mo").read_bytes()


def test_every_sentence_of_the_public_pages_is_there_in_spanish():
    pages = [
        path
        for folder in PUBLIC
        for kind in ("html", "txt")
        for path in (settings.BASE_DIR / folder).rglob(f"*.{kind}")
    ]
    said = {one or other for path in pages for one, other in SAID.findall(path.read_text(encoding="utf-8"))}

    with override("es"):
        missing = sorted(text for text in said - ALIKE if gettext(text) == text)

    assert len(CATALOGUES) == 2
    assert len(said) > 200
    assert missing == []
