"""The daily mail to curators who asked for it: how much waits for them, in numbers, and nothing else.

Mail is read over shoulders and on servers of others. It names no group, quotes nothing, and its only link is the desk's.
"""

from collections import Counter
from datetime import timedelta
from typing import NamedTuple

from django.contrib.auth.models import User
from django.core import signing
from django.db import transaction
from django.db.models import Min, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from curation import attention, notify, reports, rereviews
from curation.checking import running
from curation.models import Digest
from curation.review.errors import ReviewError
from curation.review.taking import REVIEW

SENT, NOTHING, FAILED = "sent", "nothing", "failed"
SALT = "curation.digest"
LINK_DAYS = 3
# An address that somebody mistyped gets one message, and no flood of them.
BETWEEN_ASKING = timedelta(minutes=10)


class Counts(NamedTuple):
    waiting: int
    oldest_days: int
    reports: int
    due: int
    # Of these.
    urgent: int
    checks: int
    links: int
    translations: int

    @property
    def calls_for_somebody(self) -> bool:
        """Whether it is worth a mail. What is to be looked at again some day alone is not, for it waits for months."""
        return bool(self.waiting or self.reports or self.urgent or self.links or self.translations)


def ask_for(user: User, address: str, site: str) -> None:
    """Send a link to where `user` wants the daily mail; it begins when they open it. Raises `OSError` if it is not taken."""
    if not user.has_perm(REVIEW):
        raise ReviewError(_("The daily mail is for reviewers."))
    if not notify.can_mail():
        raise ReviewError(_("This site has no mail server, so that no daily mail can be sent."))
    now = timezone.now()
    if Digest.objects.filter(curator=user, asked_at__gt=now - BETWEEN_ASKING).exists():
        raise ReviewError(_("A message was sent a few minutes ago. Wait a little before you ask for another."))
    wish = {"address": address, "asked_at": now, "is_confirmed": False}
    Digest.objects.update_or_create(curator=user, defaults=wish)
    # The address itself is not in the link, which ends up in a browser's history.
    token = signing.dumps([user.pk, now.isoformat()], salt=SALT)
    notify.send_digest_link(address, site + reverse("admin:digest_confirm", args=[token]), LINK_DAYS)


def confirm(user: User, token: str) -> None:
    """Begin the daily mail: whoever holds the link has read what came to the address, and is signed in as who asked."""
    try:
        asker, asked_at = signing.loads(token, salt=SALT, max_age=timedelta(days=LINK_DAYS))
        own = Digest.objects.filter(curator=user, curator_id=asker, asked_at=asked_at)
    except signing.BadSignature:
        own = Digest.objects.none()
    if not own.update(is_confirmed=True):
        raise ReviewError(_("This link does not work any more. Ask for the daily mail again."))


def stop(user: User) -> None:
    """End the daily mail, and forget the address."""
    Digest.objects.filter(curator=user).delete()


def over() -> QuerySet[Digest]:
    """Find what those asked for who do not review any more: `forget` ends it too, for no mail may be sent for months."""
    return Digest.objects.exclude(curator__in=User.objects.with_perm(REVIEW))


def counts(user: User) -> Counts:
    """Count what waits for `user`. Something that needs them twice counts once."""
    needing = attention.needing(user)
    oldest = needing.aggregate(oldest=Min("received_at"))["oldest"]
    due = [one for one in rereviews.due_for(user) if one.is_waiting]
    return Counts(
        waiting=needing.count(),
        oldest_days=(timezone.now() - oldest).days if oldest else 0,
        reports=reports.visible_to(user).open().count(),
        due=len(due),
        urgent=sum(one.may_tell_of_someone for one in due),
        checks=attention.due_again(user).count() + attention.unreached(user).count(),
        links=running.visible_to(user).to_look_at().count(),
        translations=attention.translations_to_read(user).count(),
    )


def send_all(site: str) -> Counter[str]:
    """Send today's mail to everybody who asked for it and has something to do; once a day each, however often it runs."""
    over().delete()
    confirmed = Digest.objects.filter(is_confirmed=True).select_related("curator")
    return Counter(outcome for wish in confirmed if (outcome := _send(wish, site)))


def _send(wish: Digest, site: str) -> str:
    today = timezone.localdate()
    told = counts(wish.curator)
    if not told.calls_for_somebody:
        return NOTHING
    with transaction.atomic():
        # It counts as sent before it is, so that no failure and no second run sends it twice.
        unsent = Digest.objects.filter(Q(sent_on=None) | Q(sent_on__lt=today), pk=wish.pk, is_confirmed=True)
        if not unsent.update(sent_on=today):
            return ""
    try:
        notify.send_digest(wish.address, told, site + reverse("admin:index"))
    except OSError:
        return FAILED
    return SENT
