"""The words of the interface in Spanish: compiled as they are written, and none missing, whoever reads them."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

CATALOGUES = sorted(Path(settings.BASE_DIR).glob("*/locale/*/LC_MESSAGES/django.po"))
ENTRY = re.compile(r"\n\n")
UNSURE = re.compile(r"^#,.* fuzzy", re.MULTILINE)
EMPTY = re.compile(r'^msgstr(?:\[\d\])? ""$(?!\n")', re.MULTILINE)


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_a_catalogue_is_compiled_as_it_is_written(catalogue, tmp_path):
    if not (msgfmt := shutil.which("msgfmt")):
        pytest.skip("No msgfmt here: install it (apt-get install gettext).")
    subprocess.run([msgfmt, "--check-format", "-o", tmp_path / "made.mo", catalogue], check=True)  # noqa: S603 (our own files)

    assert (tmp_path / "made.mo").read_bytes() == catalogue.with_suffix(".mo").read_bytes()


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_every_word_of_the_interface_is_there_in_spanish(catalogue, tmp_path):
    if not shutil.which("xgettext"):
        pytest.skip("No xgettext here: install it (apt-get install gettext).")
    app = tmp_path / catalogue.parts[-5]
    shutil.copytree(catalogue.parents[3], app, ignore=shutil.ignore_patterns("__pycache__"))
    command = [
        sys.executable,
        settings.BASE_DIR / "manage.py",
        "makemessages",
        "-l",
        "es",
        "--no-obsolete",
        "--no-wrap",
    ]
    subprocess.run(command, cwd=app, check=True, capture_output=True)  # noqa: S603 (our own program)
    written = app / catalogue.relative_to(catalogue.parents[3])

    entries = ENTRY.split(written.read_text(encoding="utf-8"))[1:]
    missing = [entry for entry in entries if UNSURE.search(entry) or EMPTY.search(entry)]

    assert len(entries) > 200
    assert missing == []
