"""Pages that tell people what the data is, how to get it and what every field means."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from directory import exports, question
from directory.hsds.dictionary import THINGS
from directory.hsds.taxonomies import TAXONOMIES, Vocabulary


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
    return render(request, "directory/hsds_profile.html", {"things": THINGS.values(), "taxonomies": taxonomies})
