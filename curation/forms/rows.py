"""The parts of an organization's facts of which there can be several: ways, places it serves, what happens on contact."""

from typing import Any

from django import forms
from django.db.models import Model
from django.forms.formsets import BaseFormSet, formset_factory
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from curation import phones
from curation.forms.widgets import WEB_ADDRESS, DayInput, RegionInput, name_the_blank
from curation.models import SubmittedArea, SubmittedPolicy, SubmittedWay
from directory import choices, places
from directory.calendar.occasions import understood
from directory.legible import legible
from directory.record import ROWS, PlainFacts, plain

MOST_ROWS = 40
# What an answer of yes or no has to come with, and how we ask for it.
NEEDED = {
    "source": _("Please say how you know: a link, or who told you."),
    "as_of": _("Please give the day you learned this; about will do."),
}


def take_phone(form: forms.ModelForm, country: str) -> None:
    """Keep a number as it is dialled now, or say what is wrong with it."""
    number = phones.as_now_dialled(form.cleaned_data.get("phone", ""), country)
    if sentence := phones.fault(number, country):
        form.add_error("phone", sentence)
    else:
        form.cleaned_data["phone"] = number


class RowForm(forms.ModelForm):
    """One row. A row left empty says nothing."""

    use_required_attribute = False
    first: tuple[str, ...] = ()

    def __init__(self, *args: Any, country: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country = country
        name_the_blank(self.fields[self.first[0]], _("Please choose"))
        for field in self.fields.values():
            field.error_messages["required"] = _("Please choose one, or empty the rest of this part.")

    @property
    def is_filled(self) -> bool:
        return self.has_changed()

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.first]

    @property
    def more(self) -> list[forms.BoundField]:
        """What waits behind a fold."""
        return [self[name] for name in self.fields if name not in (*self.first, "DELETE")]

    @property
    def is_open(self) -> bool:
        return any(field.value() or field.errors for field in self.more)

    @property
    def is_taken_out(self) -> bool:
        return self.is_bound and self.add_prefix("DELETE") in self.data

    def values(self, shape: type[Model]) -> PlainFacts:
        """Return the row as plain values, as `record.facts_of` has it."""
        return _plain(self.instance, shape)


class WayForm(RowForm):
    first = ("kind", "label", "link", "phone")

    class Meta:
        model = SubmittedWay
        fields = ["kind", "label", "link", "phone", "schedule", "languages", "who_for", "safety_note"]
        help_texts = {
            "schedule": _("Such as “Tuesdays 6–8 pm” or “every first Sunday, 14:00”. A time said as plainly is in calendars."),
        }  # fmt: skip
        error_messages = {"link": {"invalid": WEB_ADDRESS}}

    @property
    def times_read(self) -> str:
        """Say how its times are read, as they stand in the form now; nothing where there are none."""
        said = str(self["schedule"].value() or "").strip()
        if not said:
            return ""
        if read := understood(str(self["kind"].value() or ""), said):
            return gettext("We read: %(times)s") % {"times": read}
        return gettext("We read no certain days and hours in this. It stays as you wrote it, and is in no calendar.")

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        take_phone(self, self.country)
        return cleaned


class AreaForm(RowForm):
    first = ("country", "region", "city")

    class Meta:
        model = SubmittedArea
        fields = ["country", "region", "city"]
        widgets = {"region": RegionInput()}

    def __init__(self, *args: Any, initial: PlainFacts | None = None, **kwargs: Any) -> None:
        if initial:
            initial = initial | {"region": places.region_name(initial["country"], initial["region"])}
        super().__init__(*args, initial=initial, **kwargs)


class PolicyForm(forms.ModelForm):
    """What is known of one question. “Not known” keeps no row."""

    use_required_attribute = False
    answer = forms.ChoiceField(choices=choices.Answer, required=False, widget=forms.RadioSelect)

    class Meta:
        model = SubmittedPolicy
        fields = ["answer", "detail", "source", "as_of"]
        widgets = {"as_of": DayInput()}

    def __init__(self, *args: Any, question: choices.Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.question = question.value
        self.fields["answer"].label = question.label
        self.initial["answer"] = self.initial.get("answer") or choices.Answer.UNKNOWN
        self.fields["as_of"].label = _("When you learned this")
        for name, sentence in NEEDED.items():
            self.fields[name].required = self.is_known or not self.is_bound
            self.fields[name].error_messages["required"] = sentence

    @property
    def is_sent(self) -> bool:
        return self.add_prefix("answer") in self.data

    @property
    def is_known(self) -> bool:
        return self["answer"].value() in (choices.Answer.YES, choices.Answer.NO)

    @property
    def is_filled(self) -> bool:
        return self.is_known or any(self[name].value() for name in ("detail", "source", "as_of"))

    def clean_answer(self) -> str:
        return self.cleaned_data["answer"] or choices.Answer.UNKNOWN

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        if self.is_filled and not self.is_known:
            self.add_error("answer", _("You wrote something here. Say yes or no as well, or empty the fields below."))
        return cleaned

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the model's own checks to answers of yes and no; the others keep no row."""
        excluded = super()._get_validation_exclusions()  # type: ignore[misc]
        return excluded if self.is_known else excluded | {"answer", "source", "as_of"}

    def values(self) -> PlainFacts:
        return _plain(self.instance, ROWS["policies"])


class RowSet(BaseFormSet):
    """Rows of one kind; a row that was emptied is as gone as one that is ticked to be taken out."""

    def _construct_form(self, i: int, **kwargs: Any) -> forms.BaseForm:
        form: forms.BaseForm = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        form.empty_permitted = True
        return form

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["DELETE"].label = _("Take this one out")

    @property
    def is_sent(self) -> bool:
        return f"{self.prefix}-TOTAL_FORMS" in self.data

    @property
    def kept(self) -> list[RowForm]:
        return [form for form in self.forms if not form.is_taken_out]

    def values(self, shape: type[Model]) -> list[PlainFacts]:
        return [form.values(shape) for form in self.kept if form.has_changed()]


def _plain(row: Model, shape: type[Model]) -> PlainFacts:
    """Write a row of texts and days without what nobody sees in them."""
    return {field.name: legible(plain(getattr(row, field.name))) for field in shape._meta.fields}


def row_set(form: type[RowForm], *, spare: int) -> type[RowSet]:
    made: type[RowSet] = formset_factory(
        form, RowSet, extra=spare, can_delete=True, max_num=MOST_ROWS, absolute_max=MOST_ROWS
    )  # type: ignore[assignment]
    return made


WaySet = row_set(WayForm, spare=1)
AreaSet = row_set(AreaForm, spare=1)
