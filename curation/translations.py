"""The one door for translations of what is listed: a reviewer or the group writes them, another person lets them pass.

Writing and settling are lines in the trail of the listing. No text enters the directory's tables before.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language_info, ngettext
from django.utils.translation import gettext as _

from curation import conflicts, hiding, language, personal, publishing, trail
from curation.language import wordlist
from curation.models import GroupLink, Submission, Translation
from curation.review import ReviewError, own
from curation.review.taking import REVIEW, check_state, entry_in_hand, record, said, take
from curation.states import Move
from directory.legible import from_a_form
from directory.models import Organization
from directory.translations import other_languages, sources, written_in

if TYPE_CHECKING:
    from django.contrib.auth.models import User

MOST_LETTERS = 3000
MOST_WORDS = 2000
Outcome = Translation.Outcome


@dataclass(frozen=True)
class Standing:
    """How far a listing is in one language."""

    code: str
    waiting: Translation | None
    live: dict[str, str]
    missing: int

    @property
    def name(self) -> str:
        return str(get_language_info(self.code)["name_translated"])

    @property
    def words(self) -> str:
        if self.waiting:
            return _("A translation waits for a second reader.")
        if not self.missing:
            return _("Translated.") if self.live else _("It is written in this language.")
        if not self.live:
            return _("Nobody has translated it yet.")
        words = ngettext(
            "%(count)d text is new or was changed, and is shown as it stands.",
            "%(count)d texts are new or were changed, and are shown as they stand.",
            self.missing,
        )
        return words % {"count": self.missing}


def visible_to(user: "User") -> QuerySet[Translation]:
    """List what `user` may read: all, but of listings that a conflict of interest has closed to them."""
    if not user.has_perm(REVIEW):
        return Translation.objects.none()
    return Translation.objects.exclude(listing__in=conflicts.closed_listings(user))


def standings(listing: Organization) -> list[Standing]:
    return [standing(listing, code) for code in other_languages()]


def standing(listing: Organization, code: str) -> Standing:
    row = listing.translations.filter(language=code).first()
    live = row.texts if row else {}
    missing = sum(written_in(text, listing.description) != code for text in sources(listing).keys() - live.keys())
    return Standing(code, _waiting(listing, code), live, missing)


def propose(listing: Organization, code: str, texts: Mapping[str, str], *, by: "User", seen: int) -> Translation:
    """Write a translation down for a colleague to read; what waits already in this language is replaced by it.

    `seen` is the version of the listing that was translated.
    """
    with transaction.atomic():
        entry = take(entry_in_hand(listing), Move.TRANSLATE, by, REVIEW, may_be_in_hand=True)
        translation = _written(listing, code, texts, seen=seen, by=by)
        record(entry, Move.TRANSLATE, by, {"language": code})
    return translation


def offer(link: GroupLink, code: str, texts: Mapping[str, str], *, seen: int) -> None:
    """Write down what the group itself says in another language, for a reviewer to read."""

    def act(entry: Submission, listing: Organization, words: dict[str, Any]) -> None:
        check_state(entry, Move.TRANSLATE)
        _written(listing, code, texts, seen=seen, by=None, link_by=link.made_by)
        record(entry, Move.TRANSLATE, trail.THE_GROUP, words | {"language": code})

    own.do(link, "translate", act)


def publish(translation: Translation, *, by: "User", because: str = "") -> None:
    """Let a colleague's translation pass. `because`: why what looks like a person's details may stand."""
    with transaction.atomic():
        entry = take(entry_in_hand(translation.listing), Move.PASS_TRANSLATION, by, REVIEW, may_be_in_hand=True)
        translation = _open(translation)
        if settings.REVIEWERS_TO_PUBLISH > 1:
            _check_is_another(translation, by)
        if personal_details(translation):
            because = said(
                because,
                _("Something looks like a person’s details. Say why it may stand, or decline."),
                most=MOST_WORDS,
            )
        listing = Organization.objects.get(pk=translation.listing_id)
        texts = _passing(translation, listing)
        _settle(translation, Outcome.PUBLISHED, by, because)
        words = {"language": translation.language, "words": translation.because}
        record(
            entry, Move.PASS_TRANSLATION, by, words,
            act=lambda: publishing.translate(listing, translation.language, texts),
        )  # fmt: skip


def decline(translation: Translation, *, by: "User", because: str) -> None:
    because = said(because, _("Say what is wrong with it, so that it can be done better."), most=MOST_WORDS)
    with transaction.atomic():
        entry = take(entry_in_hand(translation.listing), Move.DECLINE_TRANSLATION, by, REVIEW, may_be_in_hand=True)
        translation = _open(translation)
        _settle(translation, Outcome.DECLINED, by, because)
        record(entry, Move.DECLINE_TRANSLATION, by, {"language": translation.language, "words": because})


def personal_details(translation: Translation) -> list[personal.PersonalDetail]:
    """List what looks like a person's details in a translation and does not stand in the text it is of."""
    names = translation.listing.names
    return [detail for text, words in translation.texts.items() for detail in personal.added(words, text, names=names)]


def last_of_group(listing: Organization, code: str) -> Translation | None:
    """Return what the group itself proposed last, whatever became of it."""
    return Translation.objects.filter(listing=listing, language=code, by=None).order_by("-pk").first()


def language_notes(translation: Translation) -> list[language.Note]:
    words, names = wordlist.in_use(), translation.listing.names
    return [note for text in translation.texts.values() for note in language.notes(text, names=names, words=words)]


def _written(
    listing: Organization,
    code: str,
    texts: Mapping[str, str],
    *,
    seen: int,
    by: "User | None",
    link_by: "User | None" = None,
) -> Translation:
    if code not in other_languages():
        raise ReviewError(_("The site has no pages in this language."))
    listing = Organization.objects.get(pk=listing.pk)
    if listing.version != seen:
        raise ReviewError(_("The listing was changed while you wrote. Look at its texts again, then send."))
    kept = cleaned(sources(listing), texts)
    if not kept:
        raise ReviewError(_("Translate at least one of the texts."))
    waiting = _waiting(listing, code)
    if waiting:
        _settle(waiting, Outcome.REPLACED, by, "")
    return Translation.objects.create(listing=listing, language=code, texts=kept, by=by, link_by=link_by)


def _check_is_another(translation: Translation, by: "User") -> None:
    """Whoever made a group's link may have written by it, so they do not count as a second person."""
    if translation.by == by:
        raise ReviewError(_("You wrote this yourself; somebody else has to read it."))
    if translation.link_by == by:
        raise ReviewError(_("It came by a private link that you made; somebody else has to read it."))


def cleaned(known: Container[str], texts: Mapping[str, str]) -> dict[str, str]:
    """Return the translations of `known` texts as every database can keep them. Raises `ReviewError` if one is too long."""
    kept = {text: from_a_form(words).strip() for text, words in texts.items()}
    kept = {text: words for text, words in kept.items() if words and text in known}
    if max(map(len, kept.values()), default=0) > MOST_LETTERS:
        raise ReviewError(_("That is too long: say it in at most %(most)d letters.") % {"most": MOST_LETTERS})
    return kept


def _waiting(listing: Organization, code: str) -> Translation | None:
    return Translation.objects.filter(listing=listing, language=code, outcome="").select_related("by").first()


def _passing(translation: Translation, listing: Organization) -> dict[str, str]:
    """Return those texts whose originals still stand. Raises `ReviewError` if there are none, or they tell what may not be told."""
    known, tells = sources(listing), hiding.told_still(listing)
    texts = {text: words for text, words in translation.texts.items() if text in known}
    if not texts:
        raise ReviewError(_("All of the texts were changed since. Decline it, and ask for a new one."))
    if any(map(tells, texts.values())):
        raise ReviewError(_("It tells what the group took out of its entry. Decline it, and ask for one without that."))
    return texts


def _open(translation: Translation) -> Translation:
    """Lock it. Raises `ReviewError` if a colleague was quicker."""
    translation = Translation.objects.select_for_update(of=("self",)).select_related("listing").get(pk=translation.pk)
    if translation.outcome:
        words = {"who": translation.settled_by or _("The group itself"), "outcome": translation.get_outcome_display()}
        raise ReviewError(_("%(who)s has dealt with this translation: %(outcome)s.") % words)
    return translation


def _settle(translation: Translation, outcome: str, by: "User | None", because: str) -> None:
    # Not always asked for, so that only here is it certain to be kept by any database.
    translation.outcome, translation.because = outcome, because.replace("\0", "")[:MOST_WORDS]
    translation.settled_by, translation.settled_at = by, timezone.now()
    translation.save()
