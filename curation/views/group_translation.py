"""A listed group's texts in another language, written by the group itself by its private link."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from curation import links, translations
from curation.anonymous import open_to_all
from curation.forms.translation import TranslationLetter, written
from curation.models import GroupLink
from curation.review import ReviewError, own
from curation.views import group
from directory.translations import direction, other_languages


@open_to_all
def translate_entry(request: HttpRequest, token: str, code: str) -> HttpResponse:
    link = links.living(token)
    if link is None or not _may_translate(link) or code not in other_languages():
        return group.nothing_here(request, [("", words) for words in written(request.POST)])
    now = translations.standing(link.listing, code)
    begun = now.waiting.texts if now.waiting and now.waiting.is_by_group else now.live
    letter = TranslationLetter(link.listing, code, request.POST if request.method == "POST" else None, begun=begun)
    if letter.is_ready() and _take_in(link, code, letter):
        return group.page(request, link, token, done=_("Thank you. A reviewer reads it before anybody sees it."))
    context = {
        "organization": link.listing,
        "now": now,
        "direction": direction(code),
        "letter": letter,
        "envelope": letter.envelope(),
        "action": reverse("group_translate", args=[token, code]),
        "entry_url": reverse("group_entry", args=[token]),
    }
    return render(request, "curation/group_translation.html", context)


def _may_translate(link: GroupLink) -> bool:
    return own.may(link, "translate") and link.listing.is_listed


def _take_in(link: GroupLink, code: str, letter: TranslationLetter) -> bool:
    """Pass it on; what stands in the way becomes a sentence at the form."""
    try:
        translations.offer(link, code, letter.words, seen=letter.listing.version)
    except ReviewError as error:
        letter.form.add_error(None, str(error))
        return False
    return True
