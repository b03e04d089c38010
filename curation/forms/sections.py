"""How the form over all facts is laid out: what is asked first, what waits behind a fold, and in which words."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from curation.forms.facts import FactsForm


@dataclass(frozen=True)
class Plan:
    """`more` stays behind a fold called `fold`, and so do the `rows`, unless `rows_in_sight`."""

    title: str | Promise
    names: tuple[str, ...]
    words: str | Promise = ""
    fold: str | Promise = ""
    more: tuple[str, ...] = ()
    rows: str = ""
    rows_in_sight: bool = False


PLANS = (
    Plan(
        title=_("The group"),
        names=("name", "description", "kind", "website"),
        fold=_("Other names, or part of something larger"),
        more=("acronym", "other_names", "parent"),
    ),
    Plan(
        title=_("What it works on"),
        names=("focus_areas",),
        words=_("Tick what fits, and leave what you are not sure of."),
        fold=_("Who it is there for"),
        more=("populations",),
    ),
    Plan(
        title=_("Where it is"),
        names=("reach", "country", "region", "city"),
        words=_("A town is as close as we want to know."),
        fold=_("Other places it serves"),
        more=("public_address", "address_is_open", "address_is_agreed"),
        rows="service_areas",
    ),
    Plan(
        title=_("Who leads it"),
        names=("leadership", "publish_leadership"),
        words=_(
            "Being known for this can be dangerous. Unless the group says it in public or has agreed, "
            "only our reviewers read this."
        ),
    ),
    Plan(
        title=_("How to connect with it"),
        names=("email", "phone", "languages"),
        words=_("Only what the group shares with everyone. Leave empty what you do not know."),
        rows="ways",
        rows_in_sight=True,
    ),
    Plan(
        title=_("What happens if I contact them?"),
        names=(),
        words=_("People need to know this before they call. If you do not know, “Not known” is a good answer."),
        fold=_("Seven questions, each with yes, no or not known"),
        rows="policies",
    ),
    Plan(
        title=_("Where else it may be found"),
        names=(),
        words=_("Usually search engines find its page, and other directories may take it over."),
        fold=_("Keep it out of one or both"),
        more=("keep_from_search_engines", "keep_from_open_data"),
    ),
)


@dataclass(frozen=True)
class Section:
    """A part of the page, with the fields that this form has."""

    plan: Plan
    fields: list[BoundField]
    more: list[BoundField]
    row_forms: list[Any]

    @property
    def is_open(self) -> bool:
        """Whether there is something behind the fold: filled in already, or to be put right."""
        return any(_is_filled(field) for field in self.more) or any(
            form.is_filled or form.errors for form in self.row_forms
        )


def sections(form: "FactsForm") -> list[Section]:
    rows: dict[str, list[Any]] = {
        "ways": list(form.ways),
        "service_areas": list(form.service_areas),
        "policies": form.policies,
        "": [],
    }
    return [Section(plan, _fields(form, plan.names), _fields(form, plan.more), rows[plan.rows]) for plan in PLANS]


def _fields(form: "FactsForm", names: tuple[str, ...]) -> list[BoundField]:
    return [form[name] for name in names if name in form.fields]


def _is_filled(field: BoundField) -> bool:
    return bool(field.errors or field.value())
