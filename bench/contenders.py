"""The ways to take a spreadsheet in that are compared. Each returns what is to be timed, everything else being ready."""

from collections.abc import Callable

from django.contrib.auth.models import Group, User
from import_export import fields, resources, widgets
from import_export.formats.base_formats import XLSX

from bench.rows import HEADINGS
from curation.coalitions import coalitions_of
from curation.models import Submission
from curation.sheets import batches, sending, staging
from directory.models import FocusArea, Language

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


class Defaults(resources.ModelResource):
    """What the documentation of django-import-export shows, on our own table."""

    focus_areas = fields.Field("focus_areas", "focus_areas", widgets.ManyToManyWidget(FocusArea, ";", "name"))
    languages = fields.Field("languages", "languages", widgets.ManyToManyWidget(Language, ",", "name"))

    class Meta:
        model = Submission
        import_id_fields = ["name"]
        # An empty cell comes as None, on which a text column breaks; what may be empty here is left out.
        fields = [name for name in FACTS if name not in ("ways", "submitter_note")]


def library(content: bytes) -> Callable[[], None]:
    return lambda: _import(content, dry_run=False)


def admin(content: bytes) -> Callable[[], None]:
    def work() -> None:
        _import(content, dry_run=True)
        _import(content, dry_run=False)

    return work


def _import(content: bytes, *, dry_run: bool) -> None:
    dataset = XLSX().create_dataset(content)
    dataset.headers = [dict(zip(HEADINGS, FACTS, strict=True))[heading] for heading in dataset.headers]
    result = Defaults().import_data(dataset, dry_run=dry_run)
    if result.has_errors() or result.totals["new"] != len(dataset):
        raise RuntimeError("The library did not import every row, so there is nothing to compare.")
