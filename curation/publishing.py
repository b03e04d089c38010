"""The one writer of listings: it copies vetted facts from a submission into the directory."""

import re
import uuid
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.text import slugify

from curation import agreements, changes, hiding, keyed, looking_over, removals, verifying, why_listed
from curation.models import Agreement, CriteriaSet, GroupLink, Review, Submission, Verification
from directory.choices import Consent, Ground
from directory.facts import WayFacts
from directory.models import Edition, FormerSlug, Organization, OrganizationTranslation, Unreached, WayToConnect
from directory.near import town_of
from directory.record import PlainFacts, blank, facts_of, set_columns, set_relations
from directory.search import documents
from directory.translations import sources

# No vowels, so that no word comes up by chance.
LETTERS = "bcdfghjkmnpqrstvwxz"
SAID_OF_WAYS = tuple(field.name for field in WayFacts._meta.fields)
OPAQUE = re.compile(f"[{LETTERS}]{{8}}")
# Of so many new addresses, one has letters that nothing asks for.
ONE_IN = 4


def apply(
    submission: Submission, *, listing: uuid.UUID, carried: list[Review], ground: Ground = Ground.REVIEWED
) -> Organization:
    """Make or change the listing with the public id `listing`, and say why it is there: what `carried` it.

    The decision must be in the trail already: the database refuses a listing without one.
    """
    facts = changes.merged_facts(submission)
    organization = submission.organization or Organization(public_id=listing)
    former, was_kept_out = organization.slug, organization.keep_from_open_data
    mailed_to = organization.email
    set_columns(organization, publishable(facts))
    organization.slug = _slug(organization)
    organization.changed_in, organization.changed_on = Edition.objects.begin(), timezone.localdate()
    organization.centre_latitude, organization.centre_longitude = _centre(organization)
    if submission.organization:
        organization.version += 1
    checked = _account(organization, submission, carried, ground)
    organization.save()
    _end_mailed_links(organization, mailed_to)
    if former and former != organization.slug:
        FormerSlug.objects.get_or_create(slug=former, defaults={"organization": organization})
    if organization.keep_from_open_data != was_kept_out:
        _change_chapters(organization)
    everything = submission.purpose != Submission.Purpose.CHANGE
    _set_relations(organization, facts, checked_on=checked, everything=everything)
    _forget_translations(organization)
    _let_be_found(organization)
    looking_over.settle(organization, submission)
    return organization


def readdress(organization: Organization) -> bool:
    """Give a listing an address of the kind the settings ask for; the former one still leads there. Whether it changed."""
    former, organization.slug = organization.slug, _slug(organization)
    if former == organization.slug:
        return False
    organization.changed_in = Edition.objects.begin()
    organization.save(update_fields=["slug", "changed_in"])
    FormerSlug.objects.get_or_create(slug=former, defaults={"organization": organization})
    return True


def withdraw(organization: Organization) -> None:
    """Take a listing out of sight; one that is down already stays so, and nobody outside notices."""
    if organization.is_listed:
        organization.withdrawn_at, organization.changed_in = timezone.now(), Edition.objects.begin()
        organization.save(update_fields=["withdrawn_at", "changed_in"])
        _change_chapters(organization)
        documents.drop([organization.pk])
    removals.note(removals.DOWN, organization.public_id)


def restore(organization: Organization) -> None:
    """Put a listing back; the database refuses it unless the trail says so."""
    organization.withdrawn_at, organization.changed_in = None, Edition.objects.begin()
    organization.save(update_fields=["withdrawn_at", "changed_in"])
    _change_chapters(organization)
    _let_be_found(organization)
    transaction.on_commit(lambda: removals.note(removals.BACK, organization.public_id))


def erase(organization: Organization, name: str) -> None:
    """Leave of what was taken down long ago its numbers and days, under `name`. Nobody sees it, so no edition begins."""
    nothing = blank() | {"name": name}
    set_columns(organization, nothing)
    organization.slug, organization.reasons, organization.facts_checked_how = get_random_string(8, LETTERS), [], ""
    organization.centre_latitude = organization.centre_longitude = organization.parent = None
    organization.save()
    set_relations(organization, nothing)
    organization.translations.all().delete()
    organization.former_slugs.all().delete()
    Unreached.objects.filter(organization=organization).delete()


def _begin_edition(organization: Organization) -> None:
    """Let everybody know that it changed, unless nobody sees it: what is done to it then is not to be noticed either."""
    if organization.is_listed:
        organization.changed_in = Edition.objects.begin()


def _change_chapters(organization: Organization) -> None:
    """Count what is part of it as changed too: it names its parent only while that is listed, and may be taken over."""
    Organization.objects.filter(parent=organization).update(changed_in=organization.changed_in)


def verified(organization: Organization, event: Verification) -> None:
    """Date what a verification confirms, never further back than it is, and say whether the group can be reached."""
    if verifying.is_whole(organization, event.facts):
        _confirm_facts(organization, event.on, str(event.get_how_display()))
    for way in organization.ways.all():
        if verifying.key_of(way) in event.ways:
            _confirm_way(way, way.last_confirmed, event.on)
    if since := verifying.unanswered_since(organization):
        Unreached.objects.update_or_create(organization=organization, defaults={"since": since})
    else:
        Unreached.objects.filter(organization=organization).delete()
    organization.changed_in, organization.changed_on = Edition.objects.begin(), timezone.localdate()
    organization.save(update_fields=["facts_checked_on", "facts_checked_how", "changed_in", "changed_on"])


def account_for_consent(organization: Organization) -> None:
    """Say of consent what the ledger says last."""
    line = agreements.last(organization, Agreement.What.LISTING)
    agreed = line if line is not None and line.is_given else None
    organization.consent = Consent.CONFIRMED if agreed else Consent.PUBLIC_INFORMATION
    organization.consented_on = timezone.localdate(agreed.at) if agreed else None
    _begin_edition(organization)
    organization.save(update_fields=["consent", "consented_on", "changed_in"])


def hide(organization: Organization, whats: Collection[str]) -> None:
    """Empty the facts of a listing that show any of `whats`, and take what leads there from wherever else it stands."""
    facts, nothing = facts_of(organization), blank()
    hidden = hiding.of(whats, [facts])
    organization.reasons = hiding.reasons(organization.reasons, hidden)
    emptied = {name: nothing[name] for what in whats for name in agreements.FACTS[what]}
    _rewrite(organization, hiding.along(facts, hidden) | emptied)
    removals.note(removals.HIDDEN, organization.public_id, *whats)


def show_leadership(organization: Organization, leadership: str) -> None:
    _rewrite(organization, {"publish_leadership": True, "leadership": leadership})


def _rewrite(organization: Organization, changed: PlainFacts) -> None:
    facts, mailed_to = publishable(facts_of(organization) | changed), organization.email
    set_columns(organization, facts)
    organization.centre_latitude, organization.centre_longitude = _centre(organization)
    organization.changed_on = timezone.localdate()
    _begin_edition(organization)
    organization.version += 1
    organization.save()
    _end_mailed_links(organization, mailed_to)
    _set_relations(organization, facts)
    _forget_translations(organization)
    _let_be_found(organization)
    looking_over.settle(organization)


def _let_be_found(organization: Organization) -> None:
    """Let a listing be found by what it says now; what is not listed is not found."""
    if organization.is_listed:
        documents.put(Organization.objects.with_facts().filter(pk=organization.pk))


def _end_mailed_links(organization: Organization, mailed_to: str) -> None:
    """End the private links mailed to an address that is no longer the group's: whoever reads it now acts for nobody."""
    if organization.email != mailed_to:
        mailed = GroupLink.objects.filter(listing=organization, mailed_at__isnull=False, ended_at=None)
        if digests := list(mailed.values_list("token_digest", flat=True)):
            removals.note(removals.ENDED, organization.public_id, *digests)
            mailed.update(ended_at=timezone.now())


def _set_relations(
    organization: Organization, facts: PlainFacts, *, checked_on: date | None = None, everything: bool = False
) -> None:
    """Replace vocabularies and rows. A way that stays keeps its day; one that is new or changed gets that of the check.

    So does a way that stays, if `everything` was checked.
    """
    before = {verifying.key_of(way): way for way in organization.ways.all()}
    set_relations(organization, facts)
    for way in organization.ways.all():
        same = before.get(verifying.key_of(way))
        is_checked = (
            everything or same is None or any(getattr(way, name) != getattr(same, name) for name in SAID_OF_WAYS)
        )
        _confirm_way(way, same.last_confirmed if same else None, checked_on if is_checked else None)


def _confirm_way(way: WayToConnect, *days: date | None) -> None:
    """Date a way by the latest of these."""
    latest = max((day for day in days if day), default=None)
    if latest != way.last_confirmed:
        way.last_confirmed = latest
        way.save(update_fields=["last_confirmed"])


def translate(organization: Organization, language: str, texts: dict[str, str]) -> None:
    """Show texts of a listing in another language, in place of all that was shown in it before."""
    OrganizationTranslation.objects.update_or_create(
        organization=organization, language=language, defaults={"texts": texts}
    )
    _begin_edition(organization)
    organization.save(update_fields=["changed_in"])
    _let_be_found(organization)
    looking_over.settle(organization)


def _forget_translations(organization: Organization) -> None:
    """Drop the translations of what the listing no longer says, and those that tell it: what was taken out goes in every language."""
    rows = list(organization.translations.all())
    if not rows:
        return
    now, tells = sources(Organization.objects.with_facts().get(pk=organization.pk)), hiding.told_still(organization)
    for row in rows:
        row.texts = {text: words for text, words in row.texts.items() if text in now and not tells(words)}
        row.save(update_fields=["texts"])


def retell(words: Mapping[str, Mapping[str, str]]) -> None:
    """Add to why each listing is listed the `words` for its questions and answers, by language and text."""
    for organization in Organization.objects.exclude(reasons=[]).iterator():
        told = [why_listed.retold(reason, words) for reason in organization.reasons]
        if told != organization.reasons:
            Organization.objects.filter(pk=organization.pk).update(reasons=told)
    Edition.objects.change_words()


def reasons(organization: Organization | None, carried: list[Review]) -> hiding.Reasons:
    """Say why it is listed, by what `carried` it, without links to what its group has taken out."""
    told = why_listed.reasons(carried)
    if organization is None or not organization.pk:
        return told
    return hiding.reasons(told, hiding.still(organization, agreements.taken_back(organization)))


def _account(organization: Organization, submission: Submission, carried: list[Review], ground: Ground) -> date | None:
    """Write why it is listed and when it was vetted and checked, from the reviews that carried it; return the day of the check."""
    told = reasons(organization, carried)
    if submission.purpose == Submission.Purpose.CHANGE:
        # A change answers only the questions it touches: what was said on the others stays.
        again = {reason["code"]: reason for reason in told}
        organization.reasons = [again.get(reason["code"], reason) for reason in organization.reasons]
    else:
        organization.reasons, organization.ground = told, ground
        organization.criteria_version = made_under(carried).version
        organization.vetted_on = None if ground == Ground.FOUNDING else timezone.localdate()
    checks = [(review.facts_checked_on, review.facts_checked_how) for review in carried if review.facts_checked_on]
    if not checks:
        return None
    day, how = max(checks)
    _confirm_facts(organization, day, how)
    return day


def _confirm_facts(organization: Organization, day: date, how: str) -> None:
    """Date a listing's own facts, never further back than they are."""
    if organization.facts_checked_on is None or day >= organization.facts_checked_on:
        organization.facts_checked_on, organization.facts_checked_how = day, how


def made_under(reviews: Iterable[Review]) -> CriteriaSet:
    """Return the version of the criteria a listing was held against: of two, the earlier one."""
    return min((review.criteria for review in reviews), key=lambda criteria: (criteria.effective_on, criteria.pk))


def publishable(facts: PlainFacts) -> PlainFacts:
    """Leave out who leads it unless that may be shown, and where exactly it is unless anyone may walk in there."""
    kept = facts if facts["publish_leadership"] else facts | {"leadership": ""}
    return kept if kept["public_address"] else kept | {"latitude": None, "longitude": None}


def _centre(organization: Organization) -> tuple[float, float] | tuple[None, None]:
    if organization.latitude is not None and organization.longitude is not None:
        return float(organization.latitude), float(organization.longitude)
    return town_of(organization.country, organization.region, organization.city) or (None, None)


def _slug(organization: Organization) -> str:
    """Return a free address made of the name, or one that tells nothing; the present one if it is still of that kind.

    What is down keeps its address: printed links lead back to it, or nowhere, and never to a group of the same name.
    """
    if settings.OPAQUE_ADDRESSES:
        return organization.slug if OPAQUE.fullmatch(organization.slug) else get_random_string(8, LETTERS)
    stem = slugify(organization.name)[:180] or "group"
    if re.fullmatch(rf"{re.escape(stem)}(-[{LETTERS}]{{4}})?", organization.slug):
        return organization.slug
    taken = set(Organization.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= set(
        FormerSlug.objects.filter(slug__startswith=stem)
        .exclude(organization=organization.pk)
        .values_list("slug", flat=True)
    )
    plain = [] if _draws_letters(organization) else [stem]
    return next(slug for slug in chain(plain, _with_letters(stem)) if slug not in taken)


def _draws_letters(organization: Organization) -> bool:
    """Whether a listing has letters in its address even if nobody has its name: by lot, and then under every name it takes.

    They would tell otherwise that another of this name is not shown, whose address is kept for it.
    """
    return int(keyed.digest(str(organization.public_id), of="address"), 16) % ONE_IN == 0


def _with_letters(stem: str) -> Iterable[str]:
    """Offer a name with letters: numbers would count those of one name."""
    while True:
        yield f"{stem}-{get_random_string(4, LETTERS)}"
