"""The ways to take a spreadsheet in that are compared. Each returns what is to be timed, everything else being ready."""

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

import import_export
from django import forms
from django.contrib import admin as django_admin
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings, setup_test_environment
from import_export.formats.base_formats import XLSX
from import_export.results import Result
from openpyxl import load_workbook

from curation.coalitions import coalitions_of
from curation.models import Submission
from curation.sheets import batches, sending, staging

FACTS = [
    "name", "acronym", "website", "email", "phone", "city", "region", "country", "focus_areas", "languages",
    "description", "ways", "submitter_note",
]  # fmt: skip


def ours(content: bytes) -> Callable[[], None]:
    user = User.objects.create_user("valley-net")
    user.groups.add(Group.objects.get(name="Coalition"))
    coalition = coalitions_of(user)[0]

    def work() -> None:
        batch = batches.open_batch(content, "groups.xlsx", coalition=coalition, by=user)
        batch = batches.say_columns(batch, batch.mapping, by=user, default_country="US")
        staging.check_some(batch, by=user)

    return work


def again(content: bytes) -> Callable[[], None]:
    """The same file once more, when all of it waits in the queue: every row has something to be compared with."""
    work = ours(content)
    work()
    user = User.objects.get()
    batch = user.coalitions.get().batches.get()
    sending.send_some(sending.begin_sending(batch, by=user, attests=True), by=user)
    return work


def library(content: bytes) -> Callable[[], None]:
    from bench.stock_site import Defaults

    def work() -> None:
        dataset = XLSX().create_dataset(content)
        dataset.headers = FACTS
        _all_are_new(Defaults().import_data(dataset), len(dataset))

    return work


def admin(content: bytes) -> Callable[[], None]:
    """Upload, preview and confirm, by the pages of the library."""
    override_settings(ROOT_URLCONF="bench.stock_site", TEMPLATES=PLAIN_PAGES, MIDDLEWARE=PLAIN_WAY_IN).enable()
    _let_answers_tell()
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.create_superuser("operator"))
    file = SimpleUploadedFile("groups.xlsx", _with_headings(content))

    def work() -> None:
        page = client.post(f"{PAGE}import/", {"import_file": file, "format": _xlsx(), "resource": ""})
        _all_are_new(page.context["result"], page.context["result"].total_rows)
        client.post(f"{PAGE}process_import/", page.context["confirm_form"].initial)
        if Submission.objects.count() != page.context["result"].total_rows:
            raise RuntimeError("The library did not save every row, so there is nothing to compare.")

    return work


@cache
def _let_answers_tell() -> None:
    """Let answers be asked what they were made of. It can be said only once, and would slow the others."""
    setup_test_environment(debug=False)


PAGE = "/admin/curation/submission/"
# A site as Django’s own project template makes it, with the pages of the library: nothing of ours around them.
PLAIN_WAY_IN = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
PLAIN_PAGES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [
            Path(home).parent / "templates" for home in (import_export.__file__, django_admin.__file__, forms.__file__)
        ],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


def _xlsx() -> str:
    from bench.stock_site import StockAdmin, site

    return str(StockAdmin(Submission, site).get_import_formats().index(XLSX))


def _with_headings(content: bytes) -> bytes:
    """Call the columns what the library has to find them by."""
    book = load_workbook(io.BytesIO(content))
    for cell, name in zip(book.active[1], FACTS, strict=True):
        cell.value = name
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _all_are_new(result: Result, rows: int) -> None:
    if result.has_errors() or result.totals["new"] != rows:
        raise RuntimeError("The library did not import every row, so there is nothing to compare.")
