"""The words of the interface in Spanish: compiled as they are written, and none missing, whoever reads them."""

import ast
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


CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}


def within_braces(module):
    """List the words to translate that stand within an f-string, where xgettext finds none."""
    outer = (node for node in ast.walk(module) if isinstance(node, ast.JoinedStr))
    inner = (node for text in outer for node in ast.walk(text) if isinstance(node, ast.Call))
    return [ast.unparse(call) for call in inner if isinstance(call.func, ast.Name) and call.func.id in CALLS]


def test_no_words_stand_where_they_are_not_looked_for():
    modules = [path for app in ("directory", "curation") for path in sorted((settings.BASE_DIR / app).rglob("*.py"))]

    assert within_braces(ast.parse("print(f'{_(\"Any\")} {x}')")) == ["_('Any')"]
    assert len(modules) > 200
    assert {path.name: found for path in modules if (found := within_braces(ast.parse(path.read_text("utf-8"))))} == {}


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
