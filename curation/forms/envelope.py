"""The envelope of a form that anybody may send: when its page was made, and what it has pointed out already."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from curation import anonymous
from curation.personal import PersonalDetail

Details = list[tuple[str, PersonalDetail]]


class EnvelopeForm(forms.Form):
    stamp = forms.CharField(required=False, widget=forms.HiddenInput)
    # Version of the listing that was on the page.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    # Digests of the personal details that were pointed out.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    as_is = forms.BooleanField(required=False, label=_("I have looked at this. Send it as it is."))
    # Named so that neither a browser nor a password manager fills it in.
    remark_b = forms.CharField(
        required=False,
        label=_("Leave this empty"),
        widget=forms.TextInput({"tabindex": "-1", "autocomplete": "off"}),
    )


class Enclosed:
    """What comes in an envelope. `details` are those about a person that were found in it just now."""

    def __init__(self, data: Mapping[str, Any] | None, *, seen: int | None = None) -> None:
        self.sent = EnvelopeForm(data)
        self.is_bound = data is not None
        self.present = seen
        self.details: Details = []
        if self.is_bound:
            self.sent.is_valid()

    @cached_property
    def stamp(self) -> anonymous.Stamp | None:
        return anonymous.stamp(self._said("stamp")) if self.is_bound else None

    @property
    def is_expired(self) -> bool:
        return self.is_bound and self.stamp is None

    @property
    def is_overtaken(self) -> bool:
        """The listing has changed since the page was made."""
        return self.is_bound and self.present is not None and self._said("seen") != str(self.present)

    @property
    def texts(self) -> Sequence[str]:
        """List what the sender wrote."""
        raise NotImplementedError

    @property
    def is_trapped(self) -> bool:
        return bool(self.sent["remark_b"].value())

    @property
    def may_be_taken_in(self) -> bool:
        """Whether nothing about a person is in it that was not pointed out, and its page is still good."""
        return not (self._has_unseen_details() or self.is_expired or self.is_overtaken)

    def envelope(self) -> EnvelopeForm:
        """Make the envelope for the page that is shown next; the time it was first opened stays."""
        stamp = self.stamp or anonymous.new_stamp()
        shown = " ".join(sorted(self._shown() | {detail.digest for _where, detail in self.details}))
        return EnvelopeForm(initial={"stamp": stamp.signed(), "seen": self.present, "shown": shown})

    def _said(self, name: str) -> str:
        """Read a hidden field; one that was tampered with says nothing."""
        return str(self.sent.cleaned_data.get(name, ""))

    def _shown(self) -> set[str]:
        return set(self._said("shown").split()) if self.is_bound else set()

    def _has_unseen_details(self) -> bool:
        agreed = self._shown() if self.sent["as_is"].value() else set()
        return any(detail.digest not in agreed for _where, detail in self.details)
