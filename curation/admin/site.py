"""The admin site: its first page says what needs whoever signed in, and invitations are taken up here."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from curation import accounts, attention, reports, rereviews
from curation.admin import agreement, digests, figures, looking_again, steps
from curation.checking import running
from curation.figures import may_see
from curation.review.taking import SEND
from curation.sign_in import factors, proof

# Of each kind of work; there is a page of all of it.
SHOWN = 9


class InvitationView(PasswordResetConfirmView):
    """Takes up an invitation: whoever holds the link chooses the password, once."""

    template_name = "admin/invitation.html"

    def form_valid(self, form: Any) -> HttpResponse:
        return proof.let_in(self.request, form.save())

    def get_user(self, uidb64: str) -> Any:
        user = super().get_user(uidb64)
        return user if user is not None and user.is_active else None

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "site_header": settings.SITE_NAME,
            "site_title": settings.SITE_NAME,
        }


def still_here(_request: HttpRequest) -> HttpResponse:
    """Answer somebody who is typing; that they asked is what keeps them signed in."""
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


class DeskSite(admin.AdminSite):
    site_header = settings.SITE_NAME
    site_title = settings.SITE_NAME
    index_title = _("What needs you")
    index_template = "admin/desk.html"
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        invitation = path("invitation/<uidb64>/<token>/", InvitationView.as_view(), name="invitation")
        # “View on site” would tell anyone on the staff the names of listings that were taken down.
        stock = (url for url in super().get_urls() if getattr(url, "name", "") != "view_on_site")
        own = [
            path("figures/", self.admin_view(figures.show), name="figures"),
            path("figures/agreement/", self.admin_view(agreement.show), name="agreement"),
            path("looking-again/", self.admin_view(looking_again.show), name="looking_again"),
            path("still-here/", self.admin_view(still_here), name="still_here"),
            path("daily-mail/", self.admin_view(digests.show), name="digest"),
            path("daily-mail/<token>/", self.admin_view(digests.confirm), name="digest_confirm"),
        ]
        return [invitation, *own, *stock]

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """Leave nothing of the desk in the browser, which may be a shared one."""
        answer = super().logout(request, extra_context)
        answer["Clear-Site-Data"] = '"cookies", "storage"'
        return answer

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        context = {
            "needs": attention.waiting(request.user),  # type: ignore[arg-type]
            "may_bring_sheets": request.user.has_perm(SEND),
            "may_see_figures": may_see(request.user),  # type: ignore[arg-type]
            "reports": reports.visible_to(request.user).open().most_urgent_first()[:SHOWN],  # type: ignore[arg-type]
            "translations": attention.translations_to_read(request.user)[:SHOWN],  # type: ignore[arg-type]
            **self._due(request),
            "due_again": attention.due_again(request.user).count(),  # type: ignore[arg-type]
            "unreached": attention.unreached(request.user).count(),  # type: ignore[arg-type]
            "links_to_look_at": running.visible_to(request.user).to_look_at().count(),  # type: ignore[arg-type]
            "accounts": self._accounts(request),
            "has_second_factor": factors.of(request.user).exists(),
            **(extra_context or {}),
        }
        return super().index(request, context)

    def _accounts(self, request: HttpRequest) -> Any:
        """Show every reviewer who was let in, and by whom."""
        user: Any = request.user
        return steps.told(accounts.recent_lines()) if user.has_perm("curation.review_submission") else []

    def _due(self, request: HttpRequest) -> dict[str, Any]:
        """Show the first of the listings to look at again; there is a page of them all."""
        again = rereviews.due_for(request.user) if looking_again.may_see(request.user) else []  # type: ignore[arg-type]
        now = [one for one in again if one.is_waiting]
        return {"due": now[:SHOWN], "due_count": len(now), "due_later": len(again) - len(now)}
