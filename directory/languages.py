"""A page’s language is in its address: the same address says the same to everybody, and no cookie is needed.

`/groups/` is in the site’s first language, `/es/groups/` in Spanish. The desk, which has one address, follows the browser.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language_from_path, get_language_from_request

from directory import kept
from directory.question import address, said
from directory.question_fields import MOST_LETTERS

LINK = '<a class="language" href="{0}" lang="{1}" hreflang="{1}">{2}</a>'
FORM = '<form class="language" method="post" action="{0}"><button class="step" name="ask" value="{3}" lang="{1}">{2}</button></form>'


class LanguageOfTheAddress:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        language = _language(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


def _language(request: HttpRequest) -> str:
    if request.path_info.startswith(f"/{settings.ADMIN_PATH}"):
        return get_language_from_request(request)
    return get_language_from_path(request.path_info) or settings.LANGUAGE_CODE


def bare(path: str) -> str:
    """Return a path without its language."""
    language = get_language_from_path(path)
    return path.removeprefix(f"/{language}") if language else path


def others(request: HttpRequest, listed: Mapping[str, Iterable[str]] = MappingProxyType({})) -> SafeString:
    """Link the same page in the other languages, with each language called by its own name.

    Of the groups that the address keeps, only those are repeated that a page knows to be `listed`, by the name they go under.
    """
    asked = request.GET if request.method == "GET" else QueryDict()
    return _each(LINK, address(bare(request.path), _going_along(asked, listed)))


def others_in_quiet(request: HttpRequest, asked: QueryDict, listed: Mapping[str, Iterable[str]]) -> SafeString:
    """Lead to the same answer in the other languages by a form: no address may say what is `asked`."""
    # What is longer than a question may be was refused: to carry it along would send it back once more.
    going = [(name, value) for name, value in _going_along(asked, listed) if len(value) <= MOST_LETTERS]
    return _each(FORM if asked else LINK, bare(request.path), urlencode(going))


def _each(markup: str, there: str, question: str = "") -> SafeString:
    here = translation.get_language()
    each = (
        (there if code == settings.LANGUAGE_CODE else f"/{code}{there}", code, _own_name(code), question)
        for code, _name in settings.LANGUAGES
        if code != here
    )
    return format_html_join("", markup, each)


def _going_along(asked: QueryDict, listed: Mapping[str, Iterable[str]]) -> list[tuple[str, str]]:
    going = [(name, value) for name, value in said(asked) if name not in {kept.GROUP, kept.KEEP}]
    return going + [(name, slug) for name, slugs in listed.items() for slug in slugs]


def _own_name(code: str) -> str:
    name = str(translation.get_language_info(code)["name_local"])
    return name[:1].upper() + name[1:]
