"""A listed group's own page, by private link: what we publish about it and why, and what it can do about that.

The link is all there is: no account, no cookie. One that is unknown, over or revoked answers like any other.
"""

from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation import agreements, links, own_word, review, translations
from curation.anonymous import open_to_all
from curation.forms import CorrectionForm, Letter
from curation.models import GroupLink
from curation.posted import pressed, seen
from curation.readable import readable_facts
from curation.review import own, standing
from curation.views import letters
from directory import page_facts
from directory.choices import Leadership
from directory.models import Organization
from directory.record import PlainFacts, facts_of
from directory.translations import foreign, sources, written_in


class HideForm(forms.Form):
    use_required_attribute = False
    what = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=gettext_lazy("Stop showing"))

    def __init__(self, facts: PlainFacts) -> None:
        super().__init__()
        there = [what for what in agreements.HIDEABLE if agreements.shown(what, facts)]
        self.fields["what"].choices = [(what.value, what.label) for what in there]  # type: ignore[attr-defined]


@open_to_all
def entry(request: HttpRequest, token: str) -> HttpResponse:
    link = links.living(token)
    if link is None:
        return nothing_here(request)
    done = problem = ""
    if request.method == "POST":
        try:
            done = _act(request, link)
        except review.ReviewError as error:
            problem = str(error)
    return page(request, link, token, done=done, problem=problem)


@open_to_all
def correct_entry(request: HttpRequest, token: str) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    link = links.living(token)
    if link is None or not own.may(link, "correct"):
        # Of any listing and of none: it only gives back what was sent.
        return nothing_here(request, Letter(CorrectionForm(data), data, seen=0).typed if data else [])
    unseen = _why_unseen(link.listing)
    if unseen and data is None:
        return page(request, link, token, problem=unseen)
    letter = Letter(CorrectionForm(data, facts=facts_of(link.listing)), data, seen=link.listing.version)
    action, entry_url = reverse("group_correct", args=[token]), reverse("group_entry", args=[token])
    try:
        return letters.correct(
            request, letter, link.listing, action=action, entry_url=entry_url, unseen=unseen, link=link
        )
    except review.ReviewError:
        # It ended while this was on its way.
        return nothing_here(request, letter.typed)


def _why_unseen(listing: Organization) -> str:
    """Say why nothing can be corrected while an entry cannot be seen; nothing where it can."""
    if listing.is_listed:
        return ""
    if standing.is_paused(listing):
        return _("You have paused the entry. Show it again, then send the correction.")
    return _("The entry cannot be seen at the moment, so it cannot be corrected either.")


def page(request: HttpRequest, link: GroupLink, token: str, *, done: str = "", problem: str = "") -> HttpResponse:
    """Show the entry as it is now. `done` or `problem`: what came of what was pressed."""
    link.refresh_from_db()
    context = _context(link, token) | {"done": done, "problem": problem}
    return render(request, "curation/group.html", context)


def nothing_here(request: HttpRequest, typed: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    """Answer for a link that leads nowhere, with what was `typed` on a page of it: no word is lost with the link."""
    return render(request, "curation/group_gone.html", {"typed": typed}, status=HTTPStatus.NOT_FOUND)


def _context(link: GroupLink, token: str) -> dict[str, Any]:
    listing = Organization.objects.for_page().get(pk=link.listing_id)
    facts = facts_of(listing)
    label = own.reviewed_leadership(listing) if own.may(link, "show-leadership") else ""
    return {
        "link": link,
        "may": [act for act in own.ENTRY_ACTS | own.ALLOWED[GroupLink.Purpose.LEADERSHIP] if own.may(link, act)],
        "organization": listing,
        "facts": _in_their_words(listing, facts),
        "reasons": page_facts.reasons(listing.reasons),
        "unreached": page_facts.unreached(listing),
        "dates": page_facts.dates(listing),
        "is_paused": standing.is_paused(listing),
        "is_asked_back": standing.is_asked_back(listing),
        "waiting": own.waiting(listing),
        "hide": HideForm(facts),
        "leadership": dict(Leadership.choices).get(label, ""),
        "action": reverse("group_entry", args=[token]),
        "correct_url": reverse("group_correct", args=[token]),
        "tongues": _tongues(listing, token),
    }


def _in_their_words(listing: Organization, facts: PlainFacts) -> list[tuple[str, list[tuple[str, str]]]]:
    """List the facts, and beside each line its language if the group wrote it in another than that of the page."""
    own = sources(listing)
    return [
        (label, [(line, foreign(written_in(line, listing.description)) if line in own else "") for line in lines])
        for label, lines in readable_facts(facts)
    ]


def _tongues(listing: Organization, token: str) -> list[dict[str, Any]]:
    """Say, for each other language of the site, how far the entry is, and what became of the group's own words."""
    return [
        {
            "now": now,
            "own": translations.last_of_group(listing, now.code),
            "url": reverse("group_translate", args=[token, now.code]),
        }
        for now in translations.standings(listing)
    ]


def _act(request: HttpRequest, link: GroupLink) -> str:
    return pressed(ACTS, request.POST.get("do", ""))(request, link)


def _confirm(request: HttpRequest, link: GroupLink) -> str:
    review.confirm(link, agrees="agrees" in request.POST, seen=seen(request))
    told = [_("Thank you. The entry now says that you have confirmed it today.")]
    link.refresh_from_db()
    if not link.is_living:
        told.append(_("This link has done what it was for, and has ended. Ask us for a new one if you need it."))
    return " ".join(told)


def _hide(request: HttpRequest, link: GroupLink) -> str:
    whats = set(request.POST.getlist("what"))
    named = review.hide(link, whats)
    told = [_("Taken out.")]
    if named:
        told.append(
            _("Words still tell it here: %(where)s. Propose a correction of them, too.") % {"where": ", ".join(named)}
        )
    if any(whats.intersection(own_word.brought_back(one)) for one in own.waiting(link.listing)):
        told.append(_("What you proposed before does not bring it back. If it should, propose it again."))
    link.refresh_from_db()
    if link.is_living:
        told.append(_("If you want it back, propose it as a correction."))
    else:
        told.append(_("This link was mailed to that address, so it has ended. Ask us for a new one."))
    return " ".join(told)


def _show_leadership(request: HttpRequest, link: GroupLink) -> str:
    review.show_leadership(link, seen=seen(request))
    if Organization.objects.filter(pk=link.listing_id, publish_leadership=True).exists():
        return _("Thank you. The entry may say who leads you. You can take that back at any time.")
    return _("Thank you. It is shown as soon as two of us have agreed. You can take that back at any time.")


def _hide_leadership(_request: HttpRequest, link: GroupLink) -> str:
    review.hide_leadership(link)
    return _("Taken back. The entry does not say who leads you any more.")


def _pause(_request: HttpRequest, link: GroupLink) -> str:
    review.pause(link)
    return _("Paused. Nobody can see the entry now, or that it was there.")


def _resume(_request: HttpRequest, link: GroupLink) -> str:
    review.resume(link)
    if Organization.objects.listed().filter(pk=link.listing_id).exists():
        return _("The entry can be seen again.")
    return _("We have noted that you want the entry back. It can be seen again as soon as one of us has agreed.")


def _end_links(_request: HttpRequest, link: GroupLink) -> str:
    review.end_links(link)
    return _("Every private address of your entry has ended, this one too. Ask us for a new one when you need it.")


def _leave(request: HttpRequest, link: GroupLink) -> str:
    if "sure" not in request.POST:
        raise review.ReviewError(_("Tick the box to say that you want to leave for good."))
    review.leave(link)
    return _("You have left. We will not list you again. This link has ended.")


ACTS: dict[str, Callable[[HttpRequest, GroupLink], str]] = {
    "confirm": _confirm,
    "hide": _hide,
    "show-leadership": _show_leadership,
    "hide-leadership": _hide_leadership,
    "pause": _pause,
    "resume": _resume,
    "end-links": _end_links,
    "leave": _leave,
}
