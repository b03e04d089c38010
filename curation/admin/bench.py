"""What the workbench shows: gathered once, so that the page only prints."""

from collections.abc import Iterable
from functools import cached_property, partial
from typing import Any

from django.conf import settings

from curation import asking, attention, changes, desk_forms, earlier, letters, lineage, notes, review, vetting
from curation.admin import steps, typed
from curation.admin.on_appeal import OnAppeal
from curation.admin.on_call_back import OnCallBack
from curation.admin.on_outcome import OnOutcome
from curation.checking import running
from curation.language import Note, flags
from curation.models import (
    Criterion,
    Decision,
    Evidence,
    Finding,
    LinkCheck,
    Message,
    Review,
    Submission,
)
from curation.progress import Progress, progress
from curation.readable import readable, readable_facts
from curation.review.taking import claimant
from curation.states import OPEN, Move, State
from directory.record import facts_of


class Bench:
    """One submission on the desk of one curator. `data` is what they posted, if they did."""

    def __init__(self, submission: Submission, user: Any, data: Any = None) -> None:
        self.submission, self.user, self.data = submission, user, data

    @cached_property
    def review(self) -> Review | None:
        return Review.objects.filter(submission=self.submission, reviewer=self.user).first()

    @cached_property
    def holder(self) -> Any:
        return claimant(self.submission)

    @property
    def is_in_hand_of_another(self) -> bool:
        return self.holder is not None and self.holder != self.user

    @property
    def is_open(self) -> bool:
        return self.submission.state in OPEN

    @cached_property
    def is_own(self) -> bool:
        return self.user.pk in vetting.senders(self.submission)

    @property
    def may_reply(self) -> bool:
        """Whether whoever sent it is asked something and can answer here."""
        return self.submission.submitted_by == self.user and asking.is_asked(self.submission)

    @property
    def may_review(self) -> bool:
        may_judge = not self.is_own and not self.appeal.is_closed
        return self.is_open and may_judge and self.user.has_perm("curation.review_submission")

    @cached_property
    def is_reviewing(self) -> bool:
        """Whether the questions can be answered now."""
        free = self.review is not None and not self.is_in_hand_of_another
        return self.may_review and free and self.submission.state == State.IN_REVIEW

    @property
    def may_decide(self) -> bool:
        in_review = self.submission.state == State.IN_REVIEW and not self.appeal.is_closed
        return in_review and not self.is_own and self.user.has_perm("curation.decide_submission")

    @property
    def may_decline(self) -> bool:
        return self.may_decide and not self.is_in_hand_of_another

    @property
    def may_reopen(self) -> bool:
        is_final = self.appeal.lodged is not None
        return (
            self.submission.state == State.DECLINED
            and not is_final
            and earlier.who_declined(self.submission) != self.user.get_username()
            and self.user.has_perm("curation.review_submission")
        )

    @cached_property
    def appeal(self) -> OnAppeal:
        return OnAppeal(self.submission, self.user)

    @cached_property
    def call_back(self) -> OnCallBack:
        typed = self.data if self.data and "call-how" in self.data else None
        return OnCallBack(self.submission, self.user, typed)

    @cached_property
    def outcome(self) -> OnOutcome:
        return OnOutcome(self.submission, self.counting, sees_others=self.sees_others)

    @property
    def is_reviewer(self) -> bool:
        return self.user.has_perm("curation.review_submission")

    @cached_property
    def asked(self) -> list[Any]:
        return vetting.criteria_asked(self.submission)

    @cached_property
    def questions(self) -> list[desk_forms.FindingForm]:
        saved = {finding.criterion.code: finding for finding in self._own_findings()}
        return [
            desk_forms.FindingForm(self._sent_on(one), one, saved.get(one.code), is_asked_anew=one in self.asked_anew)
            for one in self.asked
        ]

    @cached_property
    def asked_anew(self) -> list[Criterion]:
        return lineage.asked_anew(self.review, self.asked) if self.review else []

    def _sent_on(self, criterion: Criterion) -> Any:
        """What was typed under this question; None if the page that was sent did not have it."""
        was_there = self.data is not None and f"{criterion.code}-evidence-TOTAL_FORMS" in self.data
        return self.data if was_there else None

    @cached_property
    def codes(self) -> list[str]:
        return [criterion.code for criterion in self.asked]

    @property
    def has_unsaved_words(self) -> bool:
        return any(form.is_bound and form.has_changed() for form in self.questions)

    @property
    def has_more(self) -> bool:
        """Whether something that was typed would be gone if the page were fetched anew."""
        return self.has_unsaved_words or typed.has_more(self.data, self._drawn, self.codes)

    @cached_property
    def _drawn(self) -> dict[str, str]:
        """What the fields beside the questions hold when nobody has typed."""
        anew = Bench(self.submission, self.user)
        fields = [*anew.recommend, *anew.decline, *anew.call_back.form]
        return {field.html_name: str(field.value() or "") for field in fields}

    def because(self, box: str) -> str:
        """Return the reason typed beside a note. One that stands twice has two boxes; the one filled in counts."""
        return next((words for words in (self.data.getlist(box) if self.data else ()) if words.strip()), "")

    @property
    def adrift(self) -> list[str]:
        """List the words for boxes that the page has no more: what it is about has moved on, by this hand or another."""
        if self.data is None or self.is_reviewing:
            return []
        reasons = (name for name in self.data if name.startswith("because-"))
        gone = ["question", "facts_checked_how", "call-how", *reasons]
        if not (self.may_decline or self.may_reopen):
            gone.append("words")
        drawn = self._drawn
        return [
            words for name in gone for words in self.data.getlist(name) if words.strip() not in {"", drawn.get(name)}
        ]

    @property
    def shows_questions(self) -> bool:
        """Also when it is too late to save: nobody loses what they wrote."""
        return self.is_reviewing or self.has_unsaved_words

    @cached_property
    def sees_others(self) -> bool:
        return vetting.sees_others(self.submission, self.user)

    @cached_property
    def others(self) -> dict[str, list[Finding]]:
        """Findings of others by the short name of the question: the document's always, colleagues' only when they may be read."""
        found = Finding.objects.filter(review__submission=self.submission).exclude(review__reviewer=self.user)
        if not self.sees_others:
            found = found.filter(review__reviewer=None)
        by_criterion: dict[str, list[Finding]] = {}
        found = found.select_related("review__reviewer", "review__set_aside", "criterion").prefetch_related("evidence")
        for finding in found:
            by_criterion.setdefault(finding.criterion.code, []).append(finding)
        return by_criterion

    @property
    def answers(self) -> list[tuple[Criterion, list[Finding]]]:
        """List what was found by question, to read: one's own and what else may be read."""
        found: dict[str, list[Finding]] = {}
        for finding in [*self._own_findings(), *(f for findings in self.others.values() for f in findings)]:
            found.setdefault(finding.criterion.code, []).append(finding)
        by_position = sorted(found.values(), key=lambda findings: findings[0].criterion.position)
        return [(findings[0].criterion, findings) for findings in by_position]

    @cached_property
    def side_by_side(self) -> list[tuple[desk_forms.FindingForm, list[Finding]]]:
        return [(form, self.others.get(form.criterion.code, [])) for form in self.questions]

    @cached_property
    def links(self) -> list[tuple[Evidence, LinkCheck | None]]:
        return running.looked_behind(self.submission, self.user)

    @property
    def may_check_links(self) -> bool:
        return bool(settings.CHECK_LINKS)

    @cached_property
    def counting(self) -> list[Review]:
        """The reviews that count, as long as they decide."""
        return vetting.counting_reviews(self.submission) if self.is_open else []

    @cached_property
    def obstacles(self) -> list[vetting.Obstacle]:
        return vetting.obstacles_for(self.submission, self.user, self.counting) if self.is_open else []

    @cached_property
    def facts(self) -> list[tuple[str, list[str]]]:
        return readable_facts(facts_of(self.submission), to_reviewer=self.is_reviewer)

    @cached_property
    def proposals(self) -> list[dict[str, Any]]:
        proposed, read = facts_of(self.submission), partial(readable, to_reviewer=self.is_reviewer)
        return [
            {
                "label": proposal.label,
                "base": read(proposal.name, proposal.base, self.submission.base),
                "live": read(proposal.name, proposal.live),
                "proposed": read(proposal.name, proposal.proposed, proposed),
                "is_overtaken": proposal.is_overtaken,
            }
            for proposal in changes.proposals(self.submission)
        ]

    @cached_property
    def language(self) -> list[notes.Remark[Any]]:
        return notes.language_remarks(self.submission)

    @cached_property
    def personal(self) -> list[notes.Remark[Any]]:
        return notes.personal_remarks(self.submission)

    @cached_property
    def duplicates(self) -> list[notes.Remark[Any]]:
        return notes.duplicate_remarks(self.submission)

    @cached_property
    def lookalikes(self) -> list[notes.Remark[Any]]:
        return notes.lookalike_remarks(self.submission)

    @cached_property
    def opt_outs(self) -> list[notes.Remark[Any]]:
        return notes.opt_out_remarks(self.submission)

    @cached_property
    def declined_before(self) -> list[earlier.Told]:
        return earlier.told(self.submission, attention.visible_to(self.user))

    @cached_property
    def trail(self) -> list[steps.Step]:
        lines = Decision.objects.filter(submission=self.submission.uuid).select_related("payload")
        return steps.told(lines, sees_others=self.sees_others)

    @cached_property
    def messages_sent(self) -> list[Message]:
        """List what was asked and answered, but for refusals while they may not be read: they say what was found."""
        sent = list(self.submission.messages.all())
        if self.sees_others or self.is_own:
            return sent
        lines = Decision.objects.filter(submission=self.submission.uuid, kind=Move.DECLINE).select_related("payload")
        refusals = [line.payload.body["words"] for line in lines if hasattr(line, "payload")]
        return [message for message in sent if message.is_from_submitter or not _says(message, refusals)]

    @cached_property
    def recommend(self) -> desk_forms.RecommendForm:
        names = ("facts_checked_on", "facts_checked_how")
        kept = {name: getattr(self.review, name) for name in names} if self.review else {}
        return desk_forms.RecommendForm(
            self.data if self.data and "facts_checked_on" in self.data else None, initial=kept
        )

    @cached_property
    def ask(self) -> desk_forms.AskForm:
        return desk_forms.AskForm(initial=self.data)

    @cached_property
    def decline(self) -> desk_forms.DeclineForm:
        form = desk_forms.DeclineForm(initial={"language": letters.tongue(self.submission)} | self._typed)
        if self.submission.purpose != Submission.Purpose.REVIEW:
            del form.fields["listing"]
        return form

    @property
    def _typed(self) -> dict[str, Any]:
        return {name: self.data.getlist(name) if name == "also" else self.data[name] for name in self.data or ()}

    @cached_property
    def letter(self) -> str:
        """What a decline would send, once that was asked for. What it lacks was said when the button was pressed."""
        if self._typed.get("do") != "preview-letter":
            return ""
        try:
            return review.letter(self.submission, **desk_forms.refusal(self.data))
        except review.ReviewError:
            return ""

    @property
    def flagged(self) -> list[Note]:
        """List what the language scan notes in the letter, but for the questions it quotes."""
        return flags(self._typed["words"], names=self.submission.names) if self.letter else []

    @cached_property
    def reopening(self) -> desk_forms.WordsForm:
        return desk_forms.WordsForm(initial=self.data)

    @cached_property
    def progress(self) -> Progress:
        """What a sender who does not review is told, in the same words as the public."""
        return progress(self.submission)

    @property
    def done(self) -> int:
        """How many reviewers have finished, whatever they recommend."""
        return vetting.finished(self.counting)

    @property
    def needed(self) -> int:
        return settings.REVIEWERS_TO_PUBLISH

    @cached_property
    def place(self) -> dict[str, Any]:
        """Where this is among all that is open: “3 of 40”, with the ones before and after it; and where to go on."""
        return attention.place(self.submission, self.user)

    def _own_findings(self) -> Iterable[Finding]:
        if self.review is None:
            return []
        return self.review.findings.select_related(
            "criterion", "review__reviewer", "review__set_aside"
        ).prefetch_related("evidence")


def _says(message: Message, refusals: Iterable[str]) -> bool:
    return any(words in message.text for words in refusals)
