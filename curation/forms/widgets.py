"""Form controls of our own; each works without scripts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory import places
from directory.models import Organization
from directory.search.folding import fold


class FoldedCheckboxes(forms.CheckboxSelectMultiple):
    """A long list of checkboxes: those named in `first` are in sight, the rest behind “More”."""

    template_name = "curation/widgets/folded.html"

    def __init__(self, first: Sequence[str]) -> None:
        super().__init__()
        self.first = first

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        options = [option for _group, group, _index in context["widget"]["optgroups"] for option in group]
        by_value = {str(option["value"]): option for option in options}
        context["widget"]["first"] = [by_value[value] for value in self.first if value in by_value]
        rest = sorted((o for o in options if str(o["value"]) not in self.first), key=lambda o: fold(str(o["label"])))
        context["widget"]["rest"] = rest
        context["widget"]["is_open"] = any(option["selected"] for option in rest)
        return context


class RegionInput(forms.TextInput):
    """A text field that offers the regions we know by name; `_regions.html` holds the list."""

    def __init__(self) -> None:
        super().__init__({"list": "regions"})


WEB_ADDRESS = gettext_lazy("This does not look like a web address. It should be like www.example.org.")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TermsField(forms.ModelMultipleChoiceField):
    """Words of a vocabulary, by their short names."""

    def __init__(self, model: type[Model], *, widget: forms.Widget | None = None, **options: Any) -> None:
        super().__init__(
            model._default_manager.all(),
            to_field_name="slug",
            required=False,
            widget=widget or forms.CheckboxSelectMultiple(),
            **options,
        )

    def clean(self, value: Any) -> Any:
        """Drop NUL, on which PostgreSQL stumbles before it can say that there is no such word."""
        return super().clean([str(slug).replace("\0", "") for slug in value or []])

    def label_from_instance(self, term: Any) -> str:
        if not hasattr(term, "meaning"):
            return str(term.said())
        return format_html("{}<br><small>{}</small>", term.said(), term.said("meaning"))


class ListingField(forms.CharField):
    """A listed organization, by its name, short form or address here; a list of all would be far too long."""

    def clean(self, value: Any) -> Organization | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = _listings(typed)
        if len(found) == 1:
            return found[0]
        raise forms.ValidationError(self._sentence(found) % {"typed": typed})

    @staticmethod
    def shown(organization: Organization | None) -> str:
        """Say what to type for this organization: its name, or its address if others have the same name."""
        if organization is None or not organization.is_listed:
            return ""
        return organization.name if _listings(organization.name) == [organization] else organization.slug

    @staticmethod
    def _sentence(found: list[Organization]) -> str:
        if found:
            return _("More than one group here is called “%(typed)s”. Give the last part of its address on this site.")
        return _("We list no group called “%(typed)s”. Leave this empty, and tell us about it in the note instead.")


def name_the_blank(field: Any, words: Any) -> None:
    """Say in `words` what it means to choose nothing, in place of dashes."""
    field.choices = [("", words), *(choice for choice in field.choices if choice[0] != "")]


def region_names() -> list[tuple[str, str]]:
    """List every region we know by name, with its country."""
    return [
        (name, places.country_name(country))
        for country in places.REGIONS
        for name in places.region_names(country).values()
    ]


def _listings(typed: str) -> list[Organization]:
    listed = Organization.objects.listed()
    for field in ("slug", "name__iexact", "acronym__iexact"):
        if found := list(listed.filter(**{field: typed.strip()})[:2]):
            return found
    return []
