"""What needs a curator, and why: the same needs make the desk's counts, the queue's filter and its column.

A need is a sentence and a set of submissions. None tells a reviewer what a colleague found before they have
saved their own: disagreement is shown only to those who recommended something themselves.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import Case, Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from curation import appeals, conflicts, lineage, verifying
from curation.models import Decision, Finding, Grade, Message, Recommendation, Review, Submission, Translation
from curation.states import OPEN, Move, State
from directory.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from curation.models.submission import SubmissionQuerySet

# What somebody still has to do something about.
UNDECIDED = [*OPEN, State.RESTORING]
# How long whoever was asked something is waited for.
PATIENCE = timedelta(days=28)


@dataclass(frozen=True)
class Need:
    """`of(user)` narrows submissions to those that need this of `user`."""

    code: str
    label: str | Promise
    sentence: str | Promise
    of: Callable[["User"], Q]


@dataclass(frozen=True)
class Waiting:
    """How much there is of one need; `oldest` is none where there is nothing."""

    need: Need
    count: int
    oldest: datetime | None

    @property
    def days(self) -> int:
        return (timezone.now() - self.oldest).days if self.oldest else 0


def may_read(record: Submission | Organization, user: "User") -> bool:
    """Whether no conflict of interest closes a record to `user`; what visitors read is open to all."""
    if isinstance(record, Submission):
        return visible_to(user).filter(pk=record.pk).exists()
    return record.is_listed or not conflicts.is_closed(record, user)


def visible_to(user: "User") -> "SubmissionQuerySet":
    """Return what `user` may open: reviewers all but what they are recused from, coalitions what they sent."""
    if not user.has_perm("curation.view_submission"):
        return Submission.objects.filter(submitted_by=user)
    return Submission.objects.exclude(conflicts.closed_to(user))


def place(submission: Submission, user: "User") -> dict[str, Any]:
    """Say what needs `user` next, and where this is among all that the queue has for them, unless it is over."""
    line = list(visible_to(user).filter(state__in=UNDECIDED).values_list("pk", flat=True))
    onward = {"onward": _next(submission, user)}
    if submission.pk not in line:
        return onward
    at = line.index(submission.pk)
    following = line[at + 1] if at + 1 < len(line) else None
    before = line[at - 1] if at else None
    return onward | {"number": at + 1, "total": len(line), "previous": before, "next": following}


def needing(user: "User") -> "SubmissionQuerySet":
    """List what needs `user`, whatever of: what needs them twice stands there once."""
    undecided = visible_to(user).filter(state__in=UNDECIDED)
    return undecided.filter(reduce(or_, (need.of(user) for need in NEEDS)))


def waiting(user: "User") -> list[Waiting]:
    """Count what needs `user`, by need, with the day the oldest came in."""
    if not user.has_perm("curation.review_submission"):
        return []
    found = []
    for need in NEEDS:
        told = visible_to(user).filter(need.of(user)).aggregate(count=Count("pk"), oldest=Min("received_at"))
        found.append(Waiting(need, **told))
    return found


def _next(submission: Submission, user: "User") -> int | None:
    """Name what needs `user` after this one in the line of the queue, and from its beginning again where that ends."""
    at, pk = submission.received_at, submission.pk
    is_later = Q(received_at__gt=at) | Q(received_at=at, pk__gt=pk)
    line = needing(user).exclude(pk=pk).order_by(Case(When(is_later, then=0), default=1), "received_at", "pk")
    return line.values_list("pk", flat=True).first()


def reasons(submissions: Sequence[Submission], user: "User") -> dict[int, list[str]]:
    """Say, by submission, why each needs `user`, in as many queries as there are needs."""
    wanted = [submission.pk for submission in submissions]
    found: dict[int, list[str]] = {pk: [] for pk in wanted}
    for need in NEEDS:
        for pk in Submission.objects.filter(need.of(user), pk__in=wanted).values_list("pk", flat=True):
            found[pk].append(str(need.sentence))
    for submission in submissions:
        if not found[submission.pk] and submission.state in OPEN:
            found[submission.pk].append(_why_not(submission, user))
    for pk, sentence in appeals.days_left(wanted).items():
        found[pk].append(sentence)
    return found


def _why_not(submission: Submission, user: "User") -> str:
    """Say why something open needs nothing of `user` now."""
    if submission.submitted_by_id == user.pk:
        return str(_("You sent it: colleagues review it."))
    if submission.state == State.NEEDS_INFO:
        return str(_("It waits for an answer from whoever sent it."))
    return str(_("It is with your colleagues now."))


def due_again(user: "User") -> QuerySet[Organization]:
    """List whose facts `user` may check again, the riskiest first."""
    return _open_to(user, verifying.due())


def unreached(user: "User") -> QuerySet[Organization]:
    """List whom nobody could reach, for `user` to decide whether the listing stays."""
    return _open_to(user, verifying.to_decide())


def _open_to(user: "User", listings: QuerySet[Organization]) -> QuerySet[Organization]:
    if not user.has_perm("curation.review_submission"):
        return listings.none()
    return listings.filter(Exists(visible_to(user).entries().filter(organization=OuterRef("pk"))))


def decisions_visible_to(user: "User") -> QuerySet[Decision]:
    """List the lines of the trail, but for what a conflict of interest has closed to `user`."""
    closed = Submission.objects.filter(conflicts.closed_to(user))
    listings = Organization.objects.filter(pk__in=conflicts.closed_listings(user))
    return Decision.objects.exclude(submission__in=closed.values("uuid")).exclude(
        listing__in=listings.values("public_id")
    )


def translations_to_read(user: "User") -> QuerySet[Translation]:
    """List the translations that wait for `user`, who neither wrote them nor the entry, the oldest first."""
    if not user.has_perm("curation.review_submission"):
        return Translation.objects.none()
    entries = visible_to(user).entries().exclude(submitted_by=user).filter(state=State.PUBLISHED)
    waiting = Translation.objects.filter(outcome="", listing__in=entries.values("organization"))
    if settings.REVIEWERS_TO_PUBLISH > 1:
        waiting = waiting.exclude(by=user).exclude(link_by=user)
    return waiting.select_related("listing", "by")


def _standing() -> QuerySet[Review]:
    """Keep the reviews that may count: without a conflict, not set aside, by somebody still here or by the document."""
    return Review.objects.filter(is_recused=False, set_aside=None).exclude(reviewer__is_active=False)


def _reviews(**conditions: object) -> Q:
    return Q(Exists(_standing().filter(submission=OuterRef("pk"), **conditions)))


def _of_others(user: "User", **conditions: object) -> Q:
    others = _standing().filter(submission=OuterRef("pk"), reviewer__isnull=False, **conditions)
    return Q(Exists(others.exclude(reviewer=user)))


def _new(_user: "User") -> Q:
    return Q(state=State.WAITING, held_because=[]) & ~_reviews(reviewer__isnull=False)


def _begun(user: "User") -> Q:
    in_hand = Q(claimed_by=user, claimed_until__gt=timezone.now())
    return Q(state=State.IN_REVIEW) & (in_hand | _reviews(reviewer=user, recommendation=""))


def _second(user: "User") -> Q:
    """Whatever the colleague recommends: who is still to read must not learn it from here."""
    done = {"recommendation__in": Recommendation.values}
    return _unread(user) & _of_others(user, **done) & ~Q(pk__in=_with_enough(**done))


def _third(user: "User") -> Q:
    return _unread(user) & Q(third_reading__isnull=False) & ~_read_by_third()


def _left(user: "User") -> Q:
    """What was begun, and waits for nobody who would learn of it elsewhere: whoever began it may never come back."""
    others = {"recommendation__in": Recommendation.values}
    elsewhere = _begun(user) | _answered(user) | Q(appeals.IS_OPEN)
    return _unread(user) & ~_of_others(user, **others) & ~elsewhere


def _unanswered(user: "User") -> Q:
    """What was asked so long ago that somebody has to go on without an answer."""
    long_ago = timezone.now() - PATIENCE
    return Q(state=State.NEEDS_INFO, moved_at__lte=long_ago) & ~Q(submitted_by=user) & ~appeals.closed_to(user)


def _unread(user: "User") -> Q:
    """What a colleague has in hand cannot be taken up now."""
    is_free = Q(claimed_until=None) | Q(claimed_until__lte=timezone.now()) | Q(claimed_by=user)
    unread = ~Q(submitted_by=user) & ~_reviews(reviewer=user) & ~appeals.closed_to(user)
    return Q(state=State.IN_REVIEW) & is_free & unread


def _read_by_third() -> Q:
    """Keep what a third reader was asked for, and has read."""
    done = Count("reviews", filter=Q(reviews__reviewer__is_active=True) & ~Q(reviews__recommendation=""))
    return Q(pk__in=Submission.objects.annotate(done=done).filter(third_reading__readers__lte=F("done")).values("pk"))


def _answered(user: "User") -> Q:
    latest = Message.objects.filter(submission=OuterRef("pk")).order_by("-sent_at", "-id")
    lines = Decision.objects.filter(submission=OuterRef("uuid"), kind__in=[Move.REPLY, Move.APPEAL]).order_by("-seq")
    spoken = Submission.objects.filter(state=State.IN_REVIEW).annotate(
        answered=Subquery(latest.values("is_from_submitter")[:1]), how=Subquery(lines.values("kind")[:1])
    )
    answered = spoken.filter(answered=True).exclude(how=Move.APPEAL)
    return Q(state=State.IN_REVIEW, pk__in=answered.values("pk")) & ~appeals.closed_to(user)


def _reopened(user: "User") -> Q:
    mine = Finding.objects.filter(review__submission=OuterRef("pk"), review__reviewer=user, reopened_at__isnull=False)
    mine = mine.filter(review__set_aside=None)
    return Q(state=State.IN_REVIEW) & Q(Exists(mine))


def _overtaken(user: "User") -> Q:
    mine = Review.objects.filter(submission=OuterRef("pk"), reviewer=user, is_recused=False).exclude(recommendation="")
    return Q(state=State.IN_REVIEW) & Q(Exists(mine.exclude(criteria__in=lineage.counting())))


def _disagreement(user: "User") -> Q:
    failing = Finding.objects.filter(
        review__submission=OuterRef("pk"), review__is_recused=False, grade=Grade.FAILS, reopened_at=None
    ).filter(review__set_aside=None)
    said = ~Q(recommendation="") & Q(reviewer=user)
    mine = Q(Exists(Review.objects.filter(said, submission=OuterRef("pk"), is_recused=False)))
    against = _reviews(recommendation=Recommendation.DECLINE) | Q(Exists(failing))
    disagreed = Q(state=State.IN_REVIEW) & mine & _reviews(recommendation=Recommendation.PUBLISH) & against
    is_harm = Q(Exists(failing.filter(criterion__good_answer_is_yes=False)))
    is_settled = _read_by_third() & Q(pk__in=_with_enough(recommendation=Recommendation.PUBLISH)) & ~is_harm
    return disagreed & ~is_settled


def _ready(user: "User") -> Q:
    return _agreed(user, Recommendation.PUBLISH, but=Recommendation.DECLINE)


def _to_decline(user: "User") -> Q:
    return _agreed(user, Recommendation.DECLINE, but=Recommendation.PUBLISH)


def _agreed(user: "User", recommended: str, *, but: str) -> Q:
    """Only for those who decide: to others it would tell what colleagues recommend."""
    if not user.has_perm("curation.decide_submission"):
        return Q(pk__in=[])
    undisputed = ~_reviews(recommendation=but) | _read_by_third()
    enough = _with_enough(recommendation=recommended)
    return Q(state=State.IN_REVIEW, pk__in=enough) & undisputed & ~appeals.closed_to(user)


def _with_enough(**conditions: object) -> QuerySet[Any, Any]:
    """Name what is in review and has as many such reviews as publishing takes."""
    such = {f"reviews__{name}": value for name, value in conditions.items()}
    counted = Count("reviews", filter=Q(reviews__reviewer__is_active=True, **such))
    in_review = Submission.objects.filter(state=State.IN_REVIEW)
    return in_review.annotate(such=counted).filter(such__gte=settings.REVIEWERS_TO_PUBLISH).values("pk")


def _appealed(user: "User") -> Q:
    """What nobody but those who had no part in the decision may take up."""
    return Q(appeals.IS_OPEN) & _unread(user)


def _restoring(user: "User") -> Q:
    asked = Decision.objects.filter(submission=OuterRef("uuid"), kind=Move.ASK_RESTORE).order_by("-seq")
    mine = (
        Submission.objects.filter(state=State.RESTORING)
        .annotate(asked_by=Subquery(asked.values("actor")[:1]))
        .filter(asked_by=user.get_username())
    )
    return Q(state=State.RESTORING) & ~Q(pk__in=mine.values("pk"))


NEEDS = [
    Need("begun", _("You began it"), _("You began it and have not recommended anything yet."), _begun),
    Need("second", _("A second reader is wanted"), _("A colleague is done with it; a second reader is wanted."), _second),
    Need("third", _("A third reader is wanted"), _("Colleagues ask for a third reader: read it as if nobody had."), _third),
    Need("ready", _("Enough reviewers recommend it"), _("Enough reviewers recommend it: publish it, or see what stands in the way."), _ready),
    Need("to-decline", _("Enough reviewers recommend declining"), _("Enough reviewers recommend declining it: read why, and decline it if you agree."), _to_decline),
    Need("reopened", _("Your findings were reopened"), _("Its facts changed after you answered: some of your answers are open again."), _reopened),
    Need("overtaken", _("The criteria have changed"), _("The criteria have changed since you recommended something: answer what is new in them."), _overtaken),
    Need("disagreement", _("Reviewers disagree"), _("You and a colleague disagree: compare your findings and talk it through."), _disagreement),
    Need("appeal", _("Appealed against"), _("An appeal: others than those who decided look at it anew."), _appealed),
    Need("left", _("Begun, and in nobody’s hands"), _("A colleague began it, and nobody has it in hand: you can take it up."), _left),
    Need("answered", _("The sender answered"), _("Whoever sent it has answered a question."), _answered),
    Need("unanswered", _("No answer came"), _("Whoever sent it has not answered for four weeks: take it up, and decide by what there is."), _unanswered),
    Need("restoring", _("To be put back"), _("It is proposed to put the listing back: it takes a second person."), _restoring),
    Need("new", _("New"), _("Nobody has looked at it yet."), _new),
    Need("held", _("Held as possible spam"), _("It looks like spam: clear the hold if it is genuine."), lambda _user: Q(
        state__in=[State.WAITING, State.IN_REVIEW, State.NEEDS_INFO]) & ~Q(held_because=[])),
]  # fmt: skip
