"""What pages say of a listing and of a question, made ready so that templates only print."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from django.conf import settings
from django.forms import Form
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from directory.choices import Answer, Ground, Question, Way
from directory.freshness import standing
from directory.labels import headings, labels
from directory.models import Organization, WayToConnect
from directory.question import list_url
from directory.translations import foreign


def told(organization: Organization, *names: str) -> list[tuple[str, str]]:
    """Say facts in a few words, each with its label, in that order. Of what is not known the text is empty."""
    called = _called(get_language())
    return [(called[name], _TOLD[name][1](organization)) for name in names]


def _terms(name: str) -> Callable[[Organization], str]:
    return lambda organization: ", ".join(term.said() for term in getattr(organization, name).all())


def _in_a_line(parts: Iterable[object]) -> str:
    return "; ".join(filter(None, (str(part).strip() for part in parts)))


_TOLD: dict[str, tuple[Any, Callable[[Organization], str]]] = {
    "kind": (gettext_lazy("What it is"), lambda organization: organization.get_kind_display()),
    "leadership": (gettext_lazy("Who leads it"), lambda organization: organization.get_leadership_display()),
    "place": (gettext_lazy("Where"), lambda organization: organization.place),
    "public_address": (gettext_lazy("Open to the public at"), lambda organization: organization.public_address),
    "reach": (gettext_lazy("How far it reaches"), lambda organization: organization.get_reach_display()),
    "service_areas": (gettext_lazy("Serves"), lambda organization: _in_a_line(organization.service_areas.all())),
    "languages": (gettext_lazy("Languages"), _terms("languages")),
    "populations": (gettext_lazy("For whom"), _terms("populations")),
    "focus_areas": (gettext_lazy("Works on"), _terms("focus_areas")),
    "other_names": (
        gettext_lazy("Also known as"),
        lambda organization: _in_a_line(organization.other_names.splitlines()),
    ),
}


@lru_cache(maxsize=20)
def _called(_language: str | None) -> Mapping[str, str]:
    return {name: str(label) for name, (label, _text) in _TOLD.items()}


class Family(NamedTuple):
    """What a page says of who else belongs to a group: of whom it names, and how many more there are, behind an address."""

    parent: Organization | None
    is_part: bool
    chapters: list[Organization]
    more: int
    url: str


def family(organization: Organization) -> Family:
    """Name what a group is part of, and its local groups. On a page that search engines read those stay unnamed who keep out of them."""
    may_name_all = organization.keep_from_search_engines

    def named(other: Organization) -> bool:
        return may_name_all or not other.keep_from_search_engines

    parent, everyone = organization.listed_parent, list(organization.listed_chapters)  # type: ignore[attr-defined]
    chapters = [chapter for chapter in everyone if named(chapter)]
    shown = parent if parent and named(parent) else None
    # All local groups of one parent lead to the same list, unless that would name it.
    member = shown if shown and not everyone else organization
    url = list_url(family=member.slug) if everyone or parent else ""
    return Family(shown, parent is not None, chapters, len(everyone) - len(chapters), url)


def ways(organization: Organization) -> list[WayToConnect]:
    """List the ways to connect in the order of the closed list."""
    return sorted(organization.ways.all(), key=lambda way: Way.values.index(way.kind))


def unreached(organization: Organization) -> str:
    """Say that the group has not answered us, if there is reason to."""
    since = organization.unreached_since
    if since is None:
        return ""
    words = _("We could not reach this group since %(month)s. Details may be out of date.")
    return words % {"month": date_format(since.replace(day=1), "YEAR_MONTH_FORMAT")}


def policies(organization: Organization) -> list[dict[str, Any]]:
    """Answer every question about contact, the ones nobody knows the answer to as well."""
    said = {row.question: row for row in organization.policies.all()}
    questions, answers = headings(get_language()), labels(Question.POLICE, {})
    return [_policy(questions[asked.value], said.get(asked.value), answers) for asked in Question]


def _policy(question: str, row: Any, answers: Mapping[str, str]) -> dict[str, Any]:
    if row is None:
        unknown = Answer.UNKNOWN.value
        return {
            "question": question,
            "answer": unknown,
            "answer_label": answers[unknown],
            "detail": "",
            "source": "",
        }
    return {
        "question": question,
        "answer": row.answer,
        "answer_label": answers[row.answer],
        "detail": row.detail,
        "source": row.source,
        "source_url": row.source if row.source.startswith(("https://", "http://")) else "",
        "as_of": row.as_of,
    }


def reasons(stored: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give reasons as they are stored in the language of the page as far as they are, and with days as days.

    `tongue` names the language of the question and the answer, where it is another.
    """
    return [_told(reason) for reason in stored]


def _told(reason: dict[str, Any]) -> dict[str, Any]:
    here = reason.get("translations", {}).get(get_language(), {})
    tongue = "" if here else foreign(reason.get("language", settings.LANGUAGE_CODE))
    return reason | here | {"tongue": tongue, "evidence": [_dated(item) for item in reason["evidence"]]}


def _dated(item: dict[str, Any]) -> dict[str, Any]:
    return item | {"seen_on": date.fromisoformat(item["seen_on"]) if item["seen_on"] else None}


def dates(organization: Organization) -> list[dict[str, Any]]:
    """Say when facts were checked, values reviewed and consent given: three things, never mixed up."""
    checked, vetted, consented = organization.facts_checked_on, organization.vetted_on, organization.consented_on
    reviewed = _("Reviewed under criteria version %(version)s") % {"version": organization.criteria_version}
    if organization.ground == Ground.FOUNDING:
        reviewed = str(Ground.FOUNDING.label)
    return [
        {
            "label": _("Facts"),
            # Of its own facts alone: each way to connect says its own.
            "words": standing(checked).word.label,
            "how": organization.facts_checked_how,
            "date": checked,
        },
        {"label": _("Values"), "words": reviewed, "how": "", "date": vetted},
        {"label": _("Consent"), "words": organization.get_consent_display(), "how": "", "date": consented},
    ]


def errors(form: Form) -> list[str]:
    """Say what of a question was not understood, by the label of its part."""
    return [
        f"{form.fields[name].label}: {sentence}" if name in form.fields else str(sentence)
        for name, sentences in form.errors.items()
        for sentence in sentences
    ]
