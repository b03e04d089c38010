"""The pages by which curators sign in and look after how they do: allauth's views in the frame of the desk."""

import logging
import textwrap
from typing import TYPE_CHECKING, Any

from allauth.account import admin as _addresses  # noqa: F401  (so that they are there to be taken away)
from allauth.account import views as account
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _factors  # noqa: F401
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic.base import ContextMixin, View
from django.views.generic.edit import FormView

from curation import accounts
from curation.sign_in import attempts, factors, one_time, proof, qr, sessions

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django_stubs_ext import StrOrPromise

logger = logging.getLogger(__name__)

# Nobody looks at, or takes away, somebody else's second factor; and we have no addresses to look at.
for model in (Authenticator, EmailAddress):
    admin.site.unregister(model)


class DeskPage(ContextMixin, View):
    """A page in the frame of the desk, without its links for whoever may not go there yet."""

    title: "StrOrPromise" = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user = self.request.user
        may_go_on = user.is_authenticated and not factors.is_missing(user)
        frame = admin.site.each_context(self.request) | {"has_permission": may_go_on, "title": self.title}
        return super().get_context_data(**kwargs) | frame | {"passkeys_work": factors.passkeys_work(self.request)}


class Guarded(DeskPage):
    """A page where a guess can be made. One network makes so many in an hour, whosever account they are about.

    `refused` is what the log says of a wrong one: that it happened, and never whose it was.
    """

    refused = "Somebody who signs in was refused."

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if request.method == "POST" and attempts.NETWORK.is_over(request):
            logger.warning("A network has tried to sign in too often.")
            context = admin.site.each_context(request) | {"has_permission": False, "title": _("Too many tries")}
            return render(request, "admin/sign_in/too_many.html", context, status=429)
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: Any) -> HttpResponse:
        logger.warning(self.refused)
        attempts.NETWORK.count(self.request)
        return super().form_invalid(form)  # type: ignore[misc]


class SignIn(Guarded, account.LoginView):
    template_name = "admin/sign_in/sign_in.html"
    title = gettext_lazy("Sign in")

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["login"].label, form.fields["password"].help_text = _("Handle"), ""
        for field in form.fields.values():
            field.widget.attrs.pop("placeholder", None)
        return form


class SignInWithCode(Guarded, mfa.AuthenticateView):
    template_name = "admin/sign_in/code.html"
    form_class = one_time.SignInCode
    title = gettext_lazy("Your second factor")
    refused = "A password was right and a second factor was not."

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        has = set(Authenticator.objects.filter(user=self.stage.login.user).values_list("type", flat=True))
        return super().get_context_data(**kwargs) | {"has": has}


class SignInWithPasskey(Guarded, webauthn.LoginWebAuthnView):
    """Has no page of its own: the one to sign in has the button."""


class Proving(Guarded):
    """Somebody at an open desk shows that it is they; what they showed belongs to a new session."""

    template_name = "admin/sign_in/prove.html"
    title = gettext_lazy("Show that it is you")
    refused = "Somebody at an open desk did not show that it is they."

    def form_valid(self, form: Any) -> HttpResponse:
        answer = super().form_valid(form)  # type: ignore[misc]
        self.request.session.cycle_key()
        return answer


class ProvePassword(Proving, account.ReauthenticateView):
    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["password"].help_text = ""
        form.fields["password"].widget.attrs.pop("placeholder", None)
        return form


class ProveCode(Proving, mfa.ReauthenticateView):
    form_class = one_time.ProofCode


class ProvePasskey(Proving, webauthn.ReauthenticateWebAuthnView):
    template_name = "admin/sign_in/prove_passkey.html"


class Overview(DeskPage, mfa.IndexView):
    template_name = "admin/sign_in/overview.html"
    title = gettext_lazy("How you sign in")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        return super().get_context_data(**kwargs) | {
            "app": factors.of(user).filter(type=Authenticator.Type.TOTP).first(),
            "passkeys": factors.of(user).filter(type=Authenticator.Type.WEBAUTHN),
            "codes_left": factors.codes_left(user),
            "sessions": sessions.of(user, self.request),
            "is_overview": True,
            "is_missing": factors.is_missing(user),
        }


class Changing(DeskPage):
    """A page that changes a second factor: every other browser is signed out then, and colleagues can see that it happened.

    `change` is what the trail says was done; `shows` is the kind of factor that was used to set it up, if one was.
    """

    change = ""
    shows = ""

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        self.prepare()
        answer = super().form_valid(form)  # type: ignore[misc]
        user: User = self.request.user  # type: ignore[assignment]
        accounts.record_factor(user, self.change)
        sessions.end_all(user, but=self.request.session.session_key)
        self.request.session.cycle_key()
        if self.shows:
            proof.note(self.request, self.shows)
        return answer

    def prepare(self) -> None:
        """Do what has to come before, in the same transaction."""


class App(Changing, totp.ActivateTOTPView):
    """Sets up an app for codes; whoever has one already gets another instead of it."""

    template_name = "admin/sign_in/app.html"
    form_class = one_time.FirstCode
    title = gettext_lazy("An app that shows codes")
    change, shows = "app", Authenticator.Type.TOTP

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        # Not allauth's, which would have it taken away first and so leave a moment without.
        return FormView.dispatch(self, request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        squares, size = qr.path(context["totp_url"])
        key = " ".join(textwrap.wrap(context["form"].secret, 4))
        return context | {"qr": squares, "qr_size": size, "key": key}

    def prepare(self) -> None:
        factors.of(self.request.user).filter(type=Authenticator.Type.TOTP).delete()


class RemoveApp(Changing, totp.DeactivateTOTPView):
    template_name = "admin/sign_in/remove.html"
    title = gettext_lazy("Remove the app")
    change = "app-removed"


class Passkey(Changing, webauthn.AddWebAuthnView):
    template_name = "admin/sign_in/passkey.html"
    title = gettext_lazy("A passkey")
    change, shows = "passkey", Authenticator.Type.WEBAUTHN

    def get_form(self, form_class: Any = None) -> Any:
        form = super().get_form(form_class)
        form.fields["name"].label = _("What you call it")
        return form


class RemovePasskey(Changing, webauthn.RemoveWebAuthnView):
    template_name = "admin/sign_in/remove.html"
    title = gettext_lazy("Remove a passkey")
    success_url = reverse_lazy("mfa_index")
    change = "passkey-removed"

    def prepare(self) -> None:
        if not factors.may_go(self.get_object()):
            raise PermissionDenied


class Codes(DeskPage, codes.ViewRecoveryCodesView):
    template_name = "admin/sign_in/codes.html"
    title = gettext_lazy("Your recovery codes")


class NewCodes(Changing, codes.GenerateRecoveryCodesView):
    template_name = "admin/sign_in/new_codes.html"
    title = gettext_lazy("New recovery codes")
    change = "codes"


@require_POST
def end_session(request: HttpRequest) -> HttpResponse:
    """Sign out one other browser, or all others."""
    user: User = request.user  # type: ignore[assignment]
    if mark := request.POST.get("mark"):
        sessions.end(user, mark)
    else:
        sessions.end_all(user, but=request.session.session_key)
    messages.success(request, _("Signed out there."))
    return redirect("mfa_index")
