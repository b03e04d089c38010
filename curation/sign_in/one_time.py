"""The forms that take a code. allauth's take one twice where a clock may be off; ours take each once."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

from curation.sign_in import attempts
from curation.sign_in.adapters import WRONG


class _OneTime(forms.Form):
    user: Any

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _("Code")
        code.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}

    def clean_code(self) -> str:
        code = super().clean_code()  # type: ignore[misc]
        if not attempts.is_first_use(self.user.pk, code):
            raise forms.ValidationError(WRONG)
        return code


class SignInCode(_OneTime, AuthenticateForm):
    pass


class ProofCode(_OneTime, ReauthenticateForm):
    pass


class FirstCode(_OneTime, ActivateTOTPForm):
    pass
