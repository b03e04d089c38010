"""The verdict: everything that stands between a submission and the directory, as a list of sentences."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curation import call_backs, changes, conflicts, lineage, notes, own_word, personal, personal_addresses, settling
from curation.attention import may_read
from curation.models import (
    CriteriaSet,
    Criterion,
    Evidence,
    Finding,
    Grade,
    Recommendation,
    Review,
    Submission,
)
from curation.states import OPEN, State
from directory.choices import Reach
from directory.models import Organization

if TYPE_CHECKING:
    from django.contrib.auth.models import User


# How people reach a group: a change of these is checked at the source.
CONTACT = frozenset({"website", "email", "phone", "ways", "public_address"})
# Subjects of obstacles that are worked out from who recommends publishing.
LEANING = frozenset({"reviewers", "facts-checked", "criteria"})


@dataclass(frozen=True)
class Obstacle:
    """`reason` is a sentence. `is_blind`: it tells what another reviewer found, so not everybody may read it; `names`: the record it names, closed to some."""

    subject: str
    reason: str
    is_blind: bool = False
    names: Submission | Organization | None = None


def obstacles(submission: Submission, reviews: list[Review] | None = None) -> list[Obstacle]:
    """List every reason `submission` cannot be published yet. `reviews`: what `counting_reviews` returned, where that was asked."""
    reviews = counting_reviews(submission) if reviews is None else reviews
    return [
        *_state(submission),
        *_facts(submission),
        *_listing(submission),
        *_taken_back(submission, reviews),
        *_called_back(submission),
        *_notes(submission),
        *_lookalikes(submission),
        *_findings(submission, reviews),
    ]


def criteria_asked(submission: Submission) -> list[Criterion]:
    """List the questions to be answered: all of them, or for a change those that judge a fact it changes."""
    asked = list(CriteriaSet.objects.current().criterion_set.all())
    if submission.purpose != Submission.Purpose.CHANGE:
        return asked
    changed = {proposal.name for proposal in changes.proposals(submission)}
    return [criterion for criterion in asked if changed & set(criterion.concerns)]


def counting_reviews(submission: Submission) -> list[Review]:
    """List the reviews that count: not set aside, by a reviewer still here who did not send it and has no conflict about it."""
    reviews = submission.reviews.filter(reviewer__is_active=True, set_aside=None).exclude(
        reviewer__in=conflicts.having_one(submission)
    )
    reviews = reviews.exclude(reviewer__in=senders(submission))
    asked = Prefetch("findings__criterion", Criterion.objects.select_related("criteria"))
    loaded = reviews.select_related("reviewer", "criteria").prefetch_related("findings__evidence", asked)
    return [review for review in loaded if review.reviewer and review.reviewer.has_perm("curation.review_submission")]


def senders(submission: Submission) -> set[int]:
    """Return who sent it in, and who sent in the entry of the listing it is about: they do not judge it."""
    same = Q(pk=submission.pk)
    if submission.organization_id:
        same |= Q(purpose=Submission.Purpose.NEW, organization=submission.organization_id)
    sent = Submission.objects.filter(same, submitted_by__isnull=False)
    return set(sent.values_list("submitted_by_id", flat=True))


def unanswered(review: Review, asked: list[Criterion], asked_by: Mapping[int, str]) -> list[Criterion]:
    """List the required questions `review` has no standing finding on. For `asked_by` see `lineage.answers`."""
    answered = lineage.answers(review, asked_by)
    return [criterion for criterion in asked if criterion.is_required and criterion.code not in answered]


def shortcomings(finding: Finding) -> list[str]:
    """List why `finding` cannot carry a recommendation to publish, as sentences."""
    criterion, evidence = finding.criterion, list(finding.evidence.all())
    found = []
    if not criterion.passes(finding.grade):
        found.append(_("The finding is “%(grade)s”.") % {"grade": criterion.meaning(finding.grade)})
    if not finding.sentence.strip():
        found.append(_("It has no sentence that says why."))
    if not any(item.kind in Evidence.DECISIVE for item in evidence):
        found.append(_("It needs evidence of kind A, B or C; what others say or wrote to us does not decide."))
    if any(item.seen_on is None for item in evidence):
        found.append(_("A piece of evidence has no date on which it was seen."))
    public = [finding.public_summary, *(item.quote for item in evidence if item.is_public)]
    if any(personal.findings(text) for text in public):
        found.append(_("What the public may read names a person or a private detail. Take that out."))
    found += [
        _("“%(link)s” may lead to one person. Choose another page, or do not show it to the public.")
        % {"link": item.url}
        for item in finding.evidence.all()
        if item.is_public and personal_addresses.in_a_link(item.url, names=finding.review.submission.names)
    ]
    return found


def names_someone(how: str, submission: Submission) -> bool:
    """Whether `how` the facts were checked holds a person's details: it stands on the public page."""
    return bool(personal.findings(how, names=submission.names))


def _state(submission: Submission) -> Iterator[Obstacle]:
    if submission.state == State.WAITING:
        yield Obstacle("state", _("Nobody has begun to review it: take it up first."))
    elif submission.state != State.IN_REVIEW:
        state = submission.get_state_display().lower()
        yield Obstacle("state", _("It is not in review but %(state)s.") % {"state": state})
    if submission.held_because:
        yield Obstacle("held", _("It is held as possible spam. Clear the hold if it is genuine, or decline it."))


def _facts(submission: Submission) -> Iterator[Obstacle]:
    if not submission.description.strip():
        yield Obstacle("description", _("It does not say what the group does."))
    if not submission.focus_areas.exists():
        yield Obstacle("focus_areas", _("It has no focus area, so nobody could find it by one."))
    if not (submission.website or submission.email or submission.phone or submission.ways.exists()):
        yield Obstacle("ways", _("There is no way to reach it: add a website, an e-mail, a phone or a way to connect."))
    if not _can_be_found_by_place(submission):
        sentence = _(
            "It names no country, so nobody could find it near them: add one, or say that it is reached online."
        )
        yield Obstacle("country", sentence)
    if not submission.reach:
        yield Obstacle("reach", _("It does not say how far it reaches."))


def _can_be_found_by_place(submission: Submission) -> bool:
    """Whether there is a country to find it in, or need not be: a change may be about something else."""
    if submission.reach in (Reach.ONLINE, Reach.INTERNATIONAL) or submission.purpose == Submission.Purpose.CHANGE:
        return True
    return bool(submission.country) or submission.service_areas.exists()


def _listing(submission: Submission) -> Iterator[Obstacle]:
    if submission.purpose == Submission.Purpose.NEW:
        return
    if submission.organization and not submission.organization.is_listed:
        yield Obstacle("listing", _("The listing has been taken down. Put it back first, or decline this."))
    proposed = changes.proposals(submission)
    if submission.purpose == Submission.Purpose.CHANGE and not proposed:
        note = _("It changes no fact. If the note is right, edit the facts; else decline it.")
        nothing = _("It changes nothing: the listing says all of this already.")
        yield Obstacle("changes", note if submission.submitter_note.strip() else nothing)
    if any(proposal.name == "parent" for proposal in proposed) and changes.is_part_of_itself(submission):
        yield Obstacle("parent", _("It would be part of itself. Name the larger organization, or none."))
    for proposal in proposed:
        if proposal.is_overtaken:
            sentence = _(
                "%(fact)s: the listing was changed after this was proposed. Edit the facts so that they are right."
            )
            yield Obstacle(proposal.name, sentence % {"fact": proposal.label})


def _taken_back(submission: Submission, reviews: list[Review]) -> Iterator[Obstacle]:
    """What the group itself took out of its entry does not come back by anybody else's word."""
    brought = own_word.brought_back(submission)
    for what in brought:
        if sentence := own_word.fault(submission, what):
            yield Obstacle("taken-back", sentence)
    needed = settings.REVIEWERS_TO_PUBLISH
    if needed == 1 or not (brought or own_word.agrees_to_leadership(submission)):
        return
    could_have_written = own_word.could_have_written(submission)
    carried = in_favour(reviews)
    others = [review for review in carried if review.reviewer_id not in could_have_written]
    if len(others) < min(needed, len(carried)):
        sentence = _(
            "Only the group may show what this shows, and it may have come by a private link that one of its reviewers made: "
            "enough others have to recommend it."
        )
        yield Obstacle("taken-back", sentence, is_blind=True)


def _called_back(submission: Submission) -> Iterator[Obstacle]:
    if sentence := call_backs.missing(submission):
        yield Obstacle("call-back", sentence)


def _notes(submission: Submission) -> Iterator[Obstacle]:
    for remark in notes.personal_remarks(submission):
        if remark.clearance is None:
            sentence = _(
                "%(where)s: “%(words)s” looks like a person’s details. Take it out, or clear it with a reason."
            )
            yield Obstacle("personal", sentence % {"where": remark.where, "words": remark.note.matched})
    for duplicate in notes.duplicate_remarks(submission):
        if duplicate.note.is_certain and duplicate.clearance is None:
            sentence = _("It may be “%(name)s”, which we have. Say why it is not, or decline this as a duplicate.")
            yield Obstacle("duplicate", sentence % {"name": duplicate.where}, names=duplicate.note.record)
    for wish in notes.opt_out_remarks(submission):
        if wish.clearance is None:
            sentence = _(
                "A group that matches this asked not to be listed (same %(by)s). Decline it, or say why it may be."
            )
            yield Obstacle("opt-out", sentence % {"by": wish.where})


def _lookalikes(submission: Submission) -> Iterator[Obstacle]:
    for alike in notes.lookalike_remarks(submission):
        if alike.clearance is None:
            sentence = _(
                "Its name could be taken for “%(name)s”, which we have. Compare them, and say why both may stand."
            )
            yield Obstacle("look-alike", sentence % {"name": alike.where}, names=alike.note.record)


def _findings(submission: Submission, reviews: list[Review]) -> list[Obstacle]:
    asked, asked_by = criteria_asked(submission), lineage.asking()
    return [
        *_reviewers(submission, asked, asked_by, in_favour(reviews)),
        *_disagreement(submission, asked, asked_by, reviews),
    ]


def in_favour(reviews: Iterable[Review]) -> list[Review]:
    """List those of `reviews` that recommend publishing."""
    return [review for review in reviews if review.recommendation == Recommendation.PUBLISH]


def _reviewers(
    submission: Submission, asked: list[Criterion], asked_by: Mapping[int, str], reviews: list[Review]
) -> Iterator[Obstacle]:
    needed = settings.REVIEWERS_TO_PUBLISH
    missing = needed - len(reviews)
    if missing > 0:
        sentence = ngettext(
            "One more reviewer must recommend publishing.", "%(count)d reviewers must recommend publishing.", missing
        )
        yield Obstacle("reviewers", sentence % {"count": missing})
    for review in reviews:
        for criterion in unanswered(review, asked, asked_by):
            sentence = _("%(who)s has no standing answer to it.") % {"who": review.author}
            yield Obstacle(criterion.code, sentence, is_blind=True)
        for finding in standing(review, asked, asked_by):
            for shortcoming in shortcomings(finding):
                yield Obstacle(finding.criterion.code, f"{review.author}: {shortcoming}", is_blind=True)
    yield from _facts_checked(submission, reviews)
    counting = lineage.counting()
    if any(review.criteria not in counting for review in reviews):
        yield Obstacle(
            "criteria", _("The criteria have changed since it was recommended. Look at it again under the new ones.")
        )


def _facts_checked(submission: Submission, reviews: list[Review]) -> Iterator[Obstacle]:
    if _needs_facts_checked(submission) and not any(review.facts_checked_on for review in reviews):
        yield Obstacle("facts-checked", _("Nobody who recommends it has said when and how the facts were checked."))
    for review in reviews:
        if names_someone(review.facts_checked_how, submission):
            sentence = _("%(who)s: how the facts were checked names a person or a private detail. Take that out.")
            yield Obstacle("facts-checked", sentence % {"who": review.author})


def _needs_facts_checked(submission: Submission) -> bool:
    """A new number or link can send somebody astray as surely as a new group."""
    changed = {proposal.name for proposal in changes.proposals(submission)}
    return submission.purpose != Submission.Purpose.CHANGE or bool(changed & CONTACT)


def _disagreement(
    submission: Submission, asked: list[Criterion], asked_by: Mapping[int, str], reviews: list[Review]
) -> Iterator[Obstacle]:
    vote = settling.vote(submission, reviews)
    for review in reviews:
        is_outvoted = vote.outvotes(review)
        if review.recommendation == Recommendation.DECLINE and not is_outvoted:
            sentence = _("%(who)s recommends declining it.") % {"who": review.author}
            yield Obstacle("disagreement", sentence, is_blind=True)
        for finding in standing(review, asked, asked_by):
            if is_outvoted and vote.settles(finding.criterion):
                continue
            if finding.grade == Grade.FAILS and review.recommendation != Recommendation.PUBLISH:
                sentence = _("%(who)s found “%(grade)s”. Talk it through before anything is published.")
                words = {"who": review.author, "grade": finding.criterion.meaning(finding.grade)}
                yield Obstacle(finding.criterion.code, sentence % words, is_blind=True)


def standing(review: Review, asked: list[Criterion], asked_by: Mapping[int, str]) -> list[Finding]:
    """List the standing findings of `review` on the questions `asked`. For `asked_by` see `lineage.answers`."""
    wanted = {criterion.code for criterion in asked}
    return [finding for code, finding in lineage.answers(review, asked_by).items() if code in wanted]


def sees_others(submission: Submission, user: "User") -> bool:
    """Whether `user` may read what others found: after saving their own answers, or once it is decided."""
    if submission.state not in OPEN:
        return True
    own = Review.objects.filter(submission=submission, reviewer=user, is_recused=False, set_aside=None).first()
    if own is None:
        return False
    asked, answered = criteria_asked(submission), lineage.answers(own, lineage.asking())
    left = [criterion for criterion in asked if criterion.code not in answered]
    # What need not be answered may still be: until they have, or have recommended, they could copy it.
    return bool(asked and not left) or bool(own.recommendation and not any(one.is_required for one in left))


def finished(reviews: Iterable[Review]) -> int:
    """Count those of `reviews` that recommend something, whatever it is."""
    return sum(bool(review.recommendation) for review in reviews)


def obstacles_for(submission: Submission, user: "User", reviews: list[Review]) -> list[Obstacle]:
    """List the obstacles as `user` may read them now: who has not answered is not told which way others lean."""
    found = [_without_name(obstacle, user) for obstacle in obstacles(submission, reviews)]
    if sees_others(submission, user):
        return found
    told = [obstacle for obstacle in found if not obstacle.is_blind and obstacle.subject not in LEANING]
    # To somebody in the middle of reading, “nothing” would tell what their colleagues recommend.
    is_reading = submission.reviews.filter(reviewer=user).exists()
    if is_reading or len(told) < len(found):
        words = {"count": finished(reviews), "needed": settings.REVIEWERS_TO_PUBLISH}
        sentence = _("%(count)d of %(needed)d reviewers are done. You can read more once your own answers are saved.")
        told.append(Obstacle("reviewers", sentence % words))
    return told


def _without_name(obstacle: Obstacle, user: "User") -> Obstacle:
    """Return it without the name of what a conflict of interest closes to `user`."""
    if obstacle.names is None or may_read(obstacle.names, user):
        return obstacle
    sentence = _("Your conflict of interest closes to you what this may be. A colleague has to compare them.")
    return replace(obstacle, reason=sentence)
