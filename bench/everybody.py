"""The directory as everybody writes it: django-filter over joins, `icontains`, and a count annotated for each facet value."""

from typing import Any

import django_filters
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template import Context, Engine
from django.urls import path

from directory.filters import distance_km
from directory.models import FocusArea, Language, Organization

SEARCHED = ("name", "acronym", "other_names", "description", "city")
COUNTED = ("kind", "reach", "region", "country")
PAGE = Engine().from_string(
    "<!doctype html><title>Groups</title><form>{% for facet in facets %}<fieldset>{% for value, count in facet %}<label>"
    "<input type=checkbox value='{{ value }}'>{{ value }} ({{ count }})</label>{% endfor %}</fieldset>{% endfor %}</form>"
    "<p>{{ page.paginator.count }}</p>{% for one in page %}<article><h2>{{ one.name }}</h2><p>{{ one.description }}</p>"
    "{% for area in one.focus_areas.all %}<i>{{ area.name }}</i>{% endfor %}</article>{% endfor %}"
)

ONE = Engine().from_string(
    "<!doctype html><title>{{ one.name }}</title><h1>{{ one.name }}</h1><p>{{ one.description }}</p><a href='{{ one.website }}'>"
    "{{ one.website }}</a>{% for area in one.focus_areas.all %}<i>{{ area.name }}</i>{% endfor %}"
    "{% for way in one.ways.all %}<p>{{ way.get_kind_display }} {{ way.label }}</p>{% endfor %}"
    "{% for said in one.policies.all %}<p>{{ said.get_question_display }} {{ said.answer }}</p>{% endfor %}"
)
RENO = (39.53, -119.81)


class Groups(django_filters.FilterSet):
    q = django_filters.CharFilter(method="containing")
    focus = django_filters.CharFilter(field_name="focus_areas__slug")
    language = django_filters.CharFilter(field_name="languages__slug")
    region = django_filters.CharFilter()

    def containing(self, queryset: Any, _name: str, text: str) -> Any:
        anywhere = Q()
        for column in SEARCHED:
            anywhere |= Q(**{f"{column}__icontains": text})
        return queryset.filter(anywhere)


def groups(request: HttpRequest) -> HttpResponse:
    found = Groups(request.GET, queryset=Organization.objects.filter(withdrawn_at=None)).qs.distinct()
    facets: list[Any] = [
        found.order_by().values_list(column).annotate(n=Count("pk", distinct=True)) for column in COUNTED
    ]
    for model in (FocusArea, Language):
        having = model._default_manager.filter(organization__in=found)
        facets.append(having.annotate(n=Count("organization", distinct=True)).values_list("name", "n"))
    page = Paginator(found.order_by("name").prefetch_related("focus_areas"), 25).get_page(request.GET.get("page"))
    return HttpResponse(PAGE.render(Context({"page": page, "facets": facets})))


def one_group(_request: HttpRequest, pk: int) -> HttpResponse:
    related = ("focus_areas", "languages", "populations", "ways", "service_areas", "policies")
    listed = Organization.objects.filter(withdrawn_at=None).prefetch_related(*related)
    return HttpResponse(ONE.render(Context({"one": get_object_or_404(listed, pk=pk)})))


def near(request: HttpRequest) -> HttpResponse:
    """Measure the distance of every listing in SQL and show the nearest."""
    listed = Organization.objects.filter(withdrawn_at=None).annotate(away=distance_km(*RENO))
    found = listed.filter(away__lte=50).order_by("away").prefetch_related("focus_areas")
    page = Paginator(found, 25).get_page(request.GET.get("page"))
    return HttpResponse(PAGE.render(Context({"page": page, "facets": []})))


def nothing(_request: HttpRequest) -> HttpResponse:
    """Do what no page can do without: pass every layer of this site and answer."""
    return HttpResponse("nothing")


urlpatterns = [
    path("everybody/", groups),
    path("everybody/near/", near),
    path("everybody/<int:pk>/", one_group),
    path("nothing/", nothing),
]
