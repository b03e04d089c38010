"""A listing in another language: its texts on the left, their translations on the right, and a colleague's to read."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation import translations
from curation.admin.shown import ReviewedAdmin
from curation.forms.translation import field_of
from curation.models import Translation
from curation.posted import number, pressed, seen
from curation.review import ReviewError
from directory.models import Organization
from directory.translations import direction, other_languages, sources, written_in

PAGE = "admin/directory/organization/translate.html"


@admin.register(Translation)
class TranslationAdmin(ReviewedAdmin):
    """Those that wait for a second reader; each is read on the page of its listing."""

    list_display = ["listing", "language", "author", "made_at"]
    list_filter = ["language"]
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> Any:
        user: Any = request.user
        return translations.visible_to(user).filter(outcome="").select_related("listing", "by")

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        waiting = self.opened(request, object_id)
        return redirect("admin:directory_organization_translate", waiting.listing_id, waiting.language)

    @admin.display(description=gettext_lazy("written by"))
    def author(self, translation: Translation) -> str:
        return translation.author


def page(model_admin: Any, request: HttpRequest, listing: Organization, code: str) -> HttpResponse:
    """Show a listing's texts beside their translations, or do what was pressed."""
    if code not in other_languages():
        raise Http404
    fault = ""
    if request.method == "POST":
        try:
            messages.success(request, pressed(ACTS, request.POST.get("do", ""))(request, listing, code))
            return redirect("admin:directory_organization_translate", listing.pk, code)
        except ReviewError as error:
            fault = str(error)
    now = translations.standing(listing, code)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": listing.name,
        "opts": model_admin.opts,
        "listing": listing,
        "now": now,
        "fault": fault,
        "texts": [_text(request, now, listing, text, what) for text, what in sources(listing).items()],
        "details": translations.personal_details(now.waiting) if now.waiting else [],
        "notes": translations.language_notes(now.waiting) if now.waiting else [],
        "is_mine": now.waiting is not None and now.waiting.by == request.user,
        "is_my_link": now.waiting is not None and now.waiting.link_by == request.user,
        "direction": direction(code),
    }
    return TemplateResponse(request, PAGE, context)


def _text(
    request: HttpRequest, now: translations.Standing, listing: Organization, text: str, what: str
) -> dict[str, str]:
    """Show what was typed just now, else what waits, else what is public."""
    waiting = now.waiting.texts if now.waiting else {}
    begun = request.POST.get(field_of(text), waiting.get(text) or now.live.get(text, ""))
    own = written_in(text, listing.description)
    told = {"field": field_of(text), "what": what, "text": text, "words": begun}
    return told | {"tongue": own, "direction": direction(own)}


def _propose(request: HttpRequest, listing: Organization, code: str) -> str:
    typed = {text: request.POST.get(field_of(text), "") for text in sources(listing)}
    translations.propose(listing, code, typed, by=request.user, seen=seen(request))  # type: ignore[arg-type]
    return _("Kept. It is shown when a colleague has read it.")


def _publish(request: HttpRequest, listing: Organization, code: str) -> str:
    translations.publish(_read(request, listing, code), **_said(request))
    return _("Visitors see it now.")


def _decline(request: HttpRequest, listing: Organization, code: str) -> str:
    translations.decline(_read(request, listing, code), **_said(request))
    return _("Declined. Visitors see nothing of it.")


def _read(request: HttpRequest, listing: Organization, code: str) -> Translation:
    """Return the translation that the page showed, whatever waits by now."""
    shown = number(request.POST.get("translation", ""))
    found = Translation.objects.filter(pk=shown, listing=listing, language=code).first()
    if found is None:
        raise ReviewError(_("There is no such translation."))
    return found


def _said(request: HttpRequest) -> dict[str, Any]:
    return {"by": request.user, "because": request.POST.get("because", "")}


ACTS: dict[str, Callable[[HttpRequest, Organization, str], str]] = {
    "translate": _propose,
    "pass-translation": _publish,
    "decline-translation": _decline,
}
