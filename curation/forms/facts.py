"""The form over all facts, for whoever fills it in: the public, a group, or a curator.

    form = FactsForm(request.POST or None, facts=facts)
    if form.is_valid():
        try:
            receive(form.facts(), …)
        except ValidationError as error:
            form.take_faults(error)

“Add another” needs no script: it sends the form, which is then not valid, says nothing is wrong, and has one row more.
“How do you read this?” does the same for the times of ways to connect.
"""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from curation.forms.faults import Fault, faults
from curation.forms.rows import AreaSet, PolicyForm, WaySet, take_phone
from curation.forms.sections import Section, sections
from curation.forms.widgets import (
    WEB_ADDRESS,
    FoldedCheckboxes,
    ListingField,
    RegionInput,
    TermsField,
    name_the_blank,
    region_names,
)
from curation.models import Submission
from directory import choices, places
from directory.legible import from_a_form
from directory.models import FocusArea, Language, Organization, Population
from directory.record import ROWS, VOCABULARIES, PlainFacts, blank, label

# Spoken or signed most at home in the United States, after its Census Bureau.
USUAL_LANGUAGES = ("en", "es", "ase", "zh", "tl", "vi", "ar", "fr", "ko", "ru", "ht", "pt")
PLACE = ("country", "region", "city")
# What the buttons beside rows ask for: one row more, or how the times are read.
ADDED, READ = ("ways", "service_areas"), "times"


class FactsForm(forms.ModelForm):
    """Facts not asked for stay as they were given in `facts`."""

    use_required_attribute = False
    parent = ListingField(
        label=_("Part of"),
        required=False,
        help_text=_("The larger organization it is a chapter or project of, if we list it."),
    )
    focus_areas = TermsField(FocusArea, label=_("Focus areas"))
    languages = TermsField(Language, label=_("Languages"), widget=FoldedCheckboxes(USUAL_LANGUAGES))
    populations = TermsField(Population, label=_("Who it is there for"))

    class Meta:
        model = Submission
        fields = [
            "name", "acronym", "other_names", "kind", "parent", "description", "website", "email", "phone",
            "focus_areas", "leadership", "publish_leadership", "reach", "country", "region", "city",
            "public_address", "address_is_open", "address_is_agreed", "languages", "populations",
            "keep_from_search_engines", "keep_from_open_data",
        ]  # fmt: skip
        widgets = {
            "region": RegionInput(),
            "other_names": forms.Textarea({"rows": 3}),
            "description": forms.Textarea({"rows": 6}),
        }

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, facts: PlainFacts | None = None, **kwargs: Any
    ) -> None:
        self.before = blank() | (facts or {})
        self.adds = data.get("add", "") if data else ""
        if self.adds in ADDED and data is not None:
            data = _with_one_more(data, self.adds)
        super().__init__(data, initial=self._initial(), **kwargs)
        self.fields["name"].error_messages["required"] = _("Please write the name of the group.")
        self.fields["website"].error_messages["invalid"] = WEB_ADDRESS
        for name in ("leadership", "reach", "country"):
            name_the_blank(self.fields[name], _("Not known"))
        in_country = {"country": str(self["country"].value() or "")}
        self.ways = WaySet(data, prefix="ways", initial=self._rows_before("ways"), form_kwargs=in_country)
        self.service_areas = AreaSet(
            data, prefix="service_areas", initial=self._rows_before("service_areas"), form_kwargs=in_country
        )
        known = {row["question"]: row for row in self.before["policies"]}
        self.policies = [
            PolicyForm(data, prefix=f"policies-{q.value}", initial=known.get(q.value), question=q)
            for q in choices.Question
        ]
        if self.wants_more:
            for form in self.all_forms:
                form._errors = ErrorDict()  # type: ignore[attr-defined]  # noqa: SLF001 (not judged yet)

    @property
    def wants_more(self) -> bool:
        """Whether it was not sent to be taken in: it comes back, with one more row or its times read, and nothing is judged."""
        return self.adds in {*ADDED, READ}

    @property
    def all_forms(self) -> list[forms.BaseForm]:
        """List this form and those of its rows: each may have errors."""
        return [self, *self.ways.kept, *self.service_areas.kept, *self.policies]

    @property
    def faults(self) -> list[Fault]:
        return faults(self.all_forms)

    @cached_property
    def sections(self) -> list[Section]:
        return sections(self)

    @cached_property
    def regions(self) -> list[tuple[str, str]]:
        return region_names()

    def is_valid(self) -> bool:
        return self.is_bound and not self.wants_more and all([form.errors == {} for form in self.all_forms])  # noqa: C419 (judge all)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        take_phone(self, self.cleaned_data.get("country", ""))
        has_place = self.cleaned_data.get("city") or self.cleaned_data.get("region")
        if has_place and not self.cleaned_data.get("country"):
            self.add_error("country", _("Say in which country that is, so that it can be found there."))
        return cleaned

    def facts(self) -> PlainFacts:
        """Return what the form says, as plain values; call it once the form is valid."""
        columns = [name for name in self.fields if name not in {"parent", *VOCABULARIES}]
        facts = self.before | {name: _with_plain_lines(getattr(self.instance, name)) for name in columns}
        facts |= {name: sorted(t.slug for t in self.cleaned_data[name]) for name in VOCABULARIES if name in self.fields}
        # A parent that is not listed is not shown, and stays as it was unless another is named.
        if "parent" in self.changed_data:
            parent = self.cleaned_data["parent"]
            facts["parent"] = str(parent.public_id) if parent else None
        if any(facts[name] != self.before[name] for name in PLACE):
            facts["latitude"] = facts["longitude"] = None
        return facts | self._row_facts()

    def take_faults(self, error: ValidationError) -> None:
        """Show what the door refused beside the fields it is about."""
        for name, sentences in error.message_dict.items():
            if name in self.fields:
                self.add_error(name, sentences)
            else:
                self.add_error(None, [f"{label(name)}: {s}" if name in self.before else s for s in sentences])

    def _initial(self) -> PlainFacts:
        parent = self.before["parent"]
        shown = Organization.objects.filter(public_id=parent).first() if parent else None
        region = places.region_name(self.before["country"], self.before["region"])
        return self.before | {"parent": ListingField.shown(shown), "region": region}

    def _row_facts(self) -> PlainFacts:
        rows: PlainFacts = {}
        if any(form.is_sent for form in self.policies):
            said = {form.instance.question: form.values() for form in self.policies if form.is_known}
            # In the order they had, so that nothing seems changed that was not.
            order = dict.fromkeys([*(row["question"] for row in self.before["policies"]), *said])
            rows["policies"] = [said[question] for question in order if question in said]
        if self.ways.is_sent:
            rows["ways"] = self.ways.values(ROWS["ways"])
        if self.service_areas.is_sent:
            rows["service_areas"] = self.service_areas.values(ROWS["service_areas"])
        return rows

    def _rows_before(self, name: str) -> list[PlainFacts] | None:
        """Give rows only to a fresh form: what is sent back speaks for itself."""
        return None if self.is_bound else self.before[name]


def _with_one_more(data: Mapping[str, Any], rows: str) -> Mapping[str, Any]:
    more = data.copy()  # type: ignore[attr-defined]
    total = str(more.get(f"{rows}-TOTAL_FORMS", ""))
    more[f"{rows}-TOTAL_FORMS"] = str(int(total[:3]) + 1) if total.isdecimal() else "1"
    return more


def _with_plain_lines(value: Any) -> Any:
    """Undo how browsers send line ends, so that nothing seems changed that was not; and leave out what nobody sees."""
    return from_a_form(value) if isinstance(value, str) else value
