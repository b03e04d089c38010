"""Whatever happens in whatever order: what visitors see is what the rules allow, and the trail knows all of it.

A machine makes up the days of a small directory, by every verb that decides; a model in a few lines of Python says what may be done
and seen. `LIFE_CYCLE_EXAMPLES=500` looks for longer than a run of all tests has time for.
"""

import os
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    precondition,
    rule,
    run_state_machine_as_test,
)

from curation import links, retention, review, trail
from curation.models import Decision, Grade, Submission
from curation.review import ReviewError
from curation.states import OPEN, State
from directory.models import Organization
from tests import factories

EXAMPLES = int(os.environ.get("LIFE_CYCLE_EXAMPLES", "4"))
NAMES = ["first-reader", "second-reader", "third-reader"]
WHO = st.sampled_from(NAMES)
# With more, what happens to one is seldom followed by anything.
MOST = 4
WHICH = st.integers(0, MOST - 1)
LONG = timedelta(days=800)
W, R, N = State.WAITING, State.IN_REVIEW, State.NEEDS_INFO
SEEN, DOWN, RESTORING = State.PUBLISHED, State.WITHDRAWN, State.RESTORING


@dataclass
class Sent:
    """Something that was sent in: what the rules, as people would say them, make of it."""

    made: Submission
    text: str
    state: str = W
    found: dict[str, str] = field(default_factory=dict)
    says: dict[str, str] = field(default_factory=dict)
    # Shared by everything about the same listing.
    closed_to: set[str] = field(default_factory=set)
    declined_by: str = ""
    asked_by: str = ""
    has_question: bool = False
    why_down: str = ""
    is_erased: bool = False
    # Of a change: what it is a change of, and what that said at the time.
    entry: "Sent | None" = None
    base: str = ""

    def may(self, who: str, *states: str) -> bool:
        return self.state in states and who not in self.closed_to and not self.is_erased

    @property
    def may_be_published(self) -> bool:
        said = list(self.says.values())
        agreed = said.count("publish") >= 2 and "decline" not in said
        doubted = any(grade == Grade.FAILS for who, grade in self.found.items() if self.says.get(who) != "publish")
        fits = self.entry is None or (self.entry.state == SEEN and self.entry.text == self.base)
        return agreed and not doubted and fits


class LifeCycle(RuleBasedStateMachine):
    sent = Bundle("sent")

    @initialize(target=sent)
    def begin(self) -> Any:
        """Begin with a group that is listed and one that waits: most of what can go wrong comes after that."""
        self.all: list[Sent] = []
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.now = datetime.now(UTC)
        machine = self

        class Clock(datetime):
            @classmethod
            def now(cls, tz: Any = None) -> datetime:
                return machine.now.astimezone(tz)

        # Columns that are filled in by themselves have kept the function, and that asks this name.
        self.clock = mock.patch("django.utils.timezone.datetime", Clock)
        self.clock.start()
        self.people = {name: factories.publisher(name) for name in NAMES}
        self.clerk = factories.publisher("clerk")
        listed, waiting = self.submit(), self.submit()
        self.two_agree(listed)
        self.publish(listed, NAMES[1])
        return multiple(listed, waiting)

    def teardown(self) -> None:
        if hasattr(self, "undone"):
            self.clock.stop()
            transaction.set_rollback(True)
            self.undone.__exit__(None, None, None)

    @contextmanager
    def expected(self, one: Sent, allowed: bool):
        """Do what is inside: it has to work if the rules allow it, and to leave nothing behind if they do not."""
        before = Decision.objects.count()
        # Nobody has it in hand any more.
        self.now += timedelta(minutes=31)
        try:
            yield
        except (ReviewError, PermissionDenied) as refusal:
            assert not allowed, f"The rules allow it, and it was refused: {refusal}"
            assert Decision.objects.count() == before
        else:
            assert allowed, "It was done, and the rules do not allow it."
            assert Decision.objects.filter(submission=one.made.uuid).last().at == self.now

    def was_listed(self, which: int) -> Sent:
        """Return one of those that visitors could see once; the first always is."""
        listed = [one for one in self.all if not one.entry and self.fresh(one).organization_id]
        return listed[which % len(listed)]

    def fresh(self, one: Sent) -> Submission:
        return Submission.objects.get(pk=one.made.pk)

    def listing(self, one: Sent) -> Organization:
        return Organization.objects.get(pk=self.fresh(one).organization_id)

    @precondition(lambda self: len(self.all) < MOST)
    @rule(target=sent)
    def submit(self) -> Sent:
        text = f"Meals and rides, in {len(self.all) + 1} towns."
        one = Sent(factories.submission(description=text), text)
        self.all.append(one)
        return one

    @precondition(lambda self: len(self.all) < MOST)
    @rule(target=sent, entry=sent)
    def propose_change(self, entry: Sent) -> Sent:
        if entry.entry or entry.state != SEEN:
            return entry
        text = f"Meals and rides, in {len(self.all) + 1} towns."
        made = factories.change(self.listing(entry), description=text)
        one = Sent(made, text, closed_to=entry.closed_to, entry=entry, base=entry.text)
        self.all.append(one)
        return one

    @rule(one=sent, who=WHO)
    def take(self, one: Sent, who: str) -> None:
        allowed = one.may(who, *OPEN)
        with self.expected(one, allowed):
            review.claim(self.fresh(one), by=self.people[who])
        one.state = R if allowed else one.state

    @rule(one=sent, who=WHO)
    def pass_back(self, one: Sent, who: str) -> None:
        with self.expected(one, one.may(who, R)):
            review.release(self.fresh(one), by=self.people[who])

    @rule(one=sent, who=WHO, grade=st.sampled_from([Grade.MEETS, Grade.MEETS, Grade.MEETS, Grade.FAILS]))
    def save_findings(self, one: Sent, who: str, grade: str) -> None:
        """The first time one has to say whether there is a conflict; it takes back what one recommended."""
        allowed = one.may(who, R)
        with self.expected(one, allowed), transaction.atomic():
            review.declare(self.fresh(one), by=self.people[who], has_conflict=False)
            assessments = [factories.assessment(criterion, grade) for criterion in factories.criteria()]
            review.assess(self.fresh(one), by=self.people[who], assessments=assessments)
        if allowed:
            one.found[who] = grade
            one.says.pop(who, None)

    @rule(one=sent, who=WHO, says=st.sampled_from(["publish", "publish", "publish", "decline"]))
    def recommend(self, one: Sent, who: str, says: str) -> None:
        allowed = one.may(who, R) and who in one.found and (says == "decline" or one.found[who] == Grade.MEETS)
        with self.expected(one, allowed):
            given = {"recommendation": says, "facts_checked_on": factories.SEEN, "facts_checked_how": "their website"}
            review.recommend(self.fresh(one), by=self.people[who], **given)
        if allowed:
            one.says[who] = says

    @rule(one=sent)
    def two_agree(self, one: Sent) -> None:
        """What would take a machine long to come upon by chance."""
        for who in NAMES[:2]:
            self.take(one, who)
            self.save_findings(one, who, Grade.MEETS)
            self.recommend(one, who, "publish")

    @rule(one=sent, who=st.sampled_from(NAMES[2:] * 4 + NAMES[:2]))
    def declare_conflict(self, one: Sent, who: str) -> None:
        allowed = one.may(who, *OPEN)
        with self.expected(one, allowed):
            review.declare(self.fresh(one), by=self.people[who], has_conflict=True)
        if allowed:
            one.closed_to.add(who)
            one.found.pop(who, None)
            one.says.pop(who, None)

    @rule(one=sent, who=WHO)
    def publish(self, one: Sent, who: str) -> None:
        allowed = one.may(who, R) and one.may_be_published
        with self.expected(one, allowed):
            review.publish(self.fresh(one), by=self.people[who])
        if allowed:
            one.state = SEEN
            if one.entry:
                one.entry.text = one.text

    @rule(one=sent, who=WHO)
    def decline(self, one: Sent, who: str) -> None:
        allowed = one.may(who, R)
        with self.expected(one, allowed):
            review.decline(self.fresh(one), by=self.people[who], reason="spam", words="Not a group.")
        if allowed:
            one.state, one.declined_by, one.has_question = State.DECLINED, who, False

    @rule(one=sent, who=WHO)
    def reopen(self, one: Sent, who: str) -> None:
        allowed = one.may(who, State.DECLINED) and who != one.declined_by
        with self.expected(one, allowed):
            review.reopen(self.fresh(one), by=self.people[who], words="It is one.")
        if allowed:
            one.state, one.says = R, {}

    @rule(one=sent, who=WHO)
    def ask(self, one: Sent, who: str) -> None:
        allowed = one.may(who, R)
        with self.expected(one, allowed):
            review.ask(self.fresh(one), by=self.people[who], question="Who decides?")
        if allowed:
            one.state, one.has_question = N, True

    @rule(one=sent)
    def reply(self, one: Sent) -> None:
        allowed = one.state in {N, R} and one.has_question
        with self.expected(one, allowed):
            review.reply(self.fresh(one), text="The members do.")
        if allowed:
            one.state, one.has_question = R, False

    @rule(one=sent, who=WHO, why=st.sampled_from(["safety", "wrong"]))
    def take_down(self, one: Sent, who: str, why: str) -> None:
        if self.fresh(one).organization_id and not one.entry:
            allowed = one.may(who, SEEN, RESTORING) or (one.may(who, DOWN) and one.why_down == "paused")
            with self.expected(one, allowed):
                review.withdraw(self.listing(one), by=self.people[who], reason=why)
            if allowed:
                one.state, one.why_down = DOWN, why

    @rule(which=WHICH, who=WHO, then=st.sampled_from(["restore", "restore", "refuse_restore", ""]), second=WHO)
    def put_back(self, which: int, who: str, then: str, second: str) -> None:
        """One asks, and then perhaps one answers; it may be the same person."""
        one = self.was_listed(which)
        if one.state == SEEN:
            self.take_down(one, who, "wrong")
        if one.state != RESTORING:
            allowed = one.may(who, DOWN)
            with self.expected(one, allowed):
                review.ask_restore(self.listing(one), by=self.people[who], words="It was a mistake.")
            if allowed:
                one.state, one.asked_by = RESTORING, who
        if then:
            allowed = one.may(second, RESTORING) and (then != "restore" or second != one.asked_by)
            with self.expected(one, allowed):
                given = {} if then == "restore" else {"words": "It was none."}
                getattr(review, then)(self.listing(one), by=self.people[second], **given)
            if allowed:
                one.state = SEEN if then == "restore" else DOWN

    @rule(which=WHICH, act=st.sampled_from(["pause", "resume", "leave"]))
    def the_group_itself(self, which: int, act: str) -> None:
        one = self.was_listed(which)
        if one.is_erased:
            return
        link = links.make(self.listing(one), purpose="entry", by=self.clerk, is_mailed=True).link
        paused = one.state == DOWN and one.why_down == "paused"
        returns = one.state == RESTORING
        seen = one.state == SEEN
        allowed = {"pause": seen or paused or returns, "resume": paused or seen, "leave": True}[act]
        with self.expected(one, allowed):
            getattr(review, act)(link)
        if allowed:
            one.state = SEEN if act == "resume" else DOWN
            # What a curator took down is not the group's to show again.
            said = {"pause": one.why_down if returns else "paused", "leave": "left"}
            one.why_down = said.get(act, one.why_down)

    @rule()
    def forget(self) -> None:
        """Two years go by in which nobody does anything, and what is over is erased."""
        self.now += LONG
        list(retention.forget())
        for one in self.all:
            if one.entry is None:
                changes = [other for other in self.all if other.entry is one]
                gone = one.state == DOWN and not any(other.state in OPEN for other in changes)
                for other in [one, *changes]:
                    other.is_erased |= gone
            one.is_erased |= one.state == State.DECLINED

    @invariant()
    def visitors_see_what_may_be_seen(self) -> None:
        shown = sorted(Organization.objects.listed().values_list("description", flat=True))
        assert shown == sorted(one.text for one in self.all if one.entry is None and one.state == SEEN)

    @invariant()
    def the_trail_knows_all_of_it(self) -> None:
        assert trail.verify().faults == []
        assert [self.fresh(one).state for one in self.all] == [one.state for one in self.all]

    @invariant()
    def nothing_is_listed_on_one_person_s_word(self) -> None:
        for listing in Organization.objects.listed():
            entry = Submission.objects.entries().get(organization=listing)
            said = Decision.objects.filter(submission=entry.uuid, kind="recommend")
            assert said.values("actor").distinct().count() >= 2


@pytest.mark.django_db
def test_whatever_happens_what_is_seen_is_what_may_be_seen():
    calm = {"deadline": None, "suppress_health_check": list(HealthCheck)}
    run_state_machine_as_test(LifeCycle, settings=settings(max_examples=EXAMPLES, stateful_step_count=40, **calm))
