"""Pages that tell people what the data is, how to get it and what every field means."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory import exports, question
from directory.columns import COLUMNS, LISTING, LISTING_LABELS, LISTING_VERSION, Shape
from directory.hsds.dictionary import THINGS
from directory.hsds.taxonomies import TAXONOMIES, Vocabulary
from directory.written import choice_labels


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    name, url = settings.OPEN_DATA_LICENSE
    context = {
        "license": question.Link(name, url),
        "email": settings.OPEN_DATA_EMAIL,
        "tables": [
            question.Link(str(label), reverse("organization_download", args=[kind]))
            for kind, label in exports.KINDS.items()
        ],
        "site": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "directory/open_data.html", context)


@require_safe
def profile(request: HttpRequest) -> HttpResponse:
    vocabulary = Vocabulary(request.path)
    taxonomies = [
        {"taxonomy": taxonomy, "terms": [term.record for term in vocabulary.terms if term.taxonomy == taxonomy.slug]}
        for taxonomy in TAXONOMIES
    ]
    context = {"things": THINGS.values(), "taxonomies": taxonomies, "columns": list(_columns())}
    return render(request, "directory/hsds_profile.html", context)


def _columns() -> Iterator[dict[str, Any]]:
    """Describe the columns of the flat tables, as whoever fills in a sheet is told."""
    yield {"heading": LISTING_LABELS[LISTING], "meaning": _("The id of the organization, as in every other file.")}
    yield {"heading": LISTING_LABELS[LISTING_VERSION], "meaning": _("How often what is said of it was published.")}
    for column in COLUMNS:
        yield {
            "heading": column.heading,
            "meaning": column.meaning,
            "choices": list(choice_labels(column.fact).values()) if column.shape is Shape.CHOICE else [],
            "example": column.example,
        }
