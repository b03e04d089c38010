"""How often reviewers agree on each question of the criteria, as they first answered it, each alone.

A finding may be written anew once its reader has seen the others': counted from findings, agreement would be flattered. So
it is counted from the trail: the first answers, saved before anything of the others could be read. Only what is decided is
counted, so that nobody learns from the figures what a colleague has found in what they are about to read.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from curation import conflicts, kappa
from curation.models import Criterion, Decision, Grade, Review, Submission
from curation.states import OPEN, Move

if TYPE_CHECKING:
    import uuid

    from django.contrib.auth.models import User

# The questions there are, by version and short name.
Known = dict[tuple[str, str], Criterion]
# Below this many, shares and kappa say more about luck than about the question.
ENOUGH = 10


@dataclass
class Question:
    """One question of one version. `readings`: by submission, who answered it how."""

    version: str
    code: str
    title: str
    readings: dict["uuid.UUID", dict[str, str]] = field(default_factory=lambda: defaultdict(dict))

    @property
    def items(self) -> list[kappa.Item]:
        """List the answers to what two or more have read, each item's in the order of their names."""
        return [tuple(grade for _who, grade in sorted(read.items())) for read in self.compared]

    @property
    def compared(self) -> list[dict[str, str]]:
        return [read for read in self.readings.values() if len(read) > 1]

    @property
    def pairs(self) -> int:
        return sum(len(list(combinations(item, 2))) for item in self.items)

    @property
    def same(self) -> int:
        return sum(one == other for item in self.items for one, other in combinations(item, 2))

    @property
    def answers(self) -> int:
        return sum(map(len, self.readings.values()))

    @property
    def unclear(self) -> int:
        return sum(grade == Grade.UNCLEAR for read in self.readings.values() for grade in read.values())

    @property
    def are_the_same_two(self) -> bool:
        """Whether the same two people read all of it: Cohen's kappa is for them, Fleiss' for everybody else."""
        return len({frozenset(read) for read in self.compared}) == 1 and len(self.compared[0]) == 2  # noqa: PLR2004

    @property
    def has_enough(self) -> bool:
        return len(self.items) >= ENOUGH


@dataclass(frozen=True)
class Agreement:
    """`erased`: how many times answers were saved whose words are erased since, so that they cannot be counted."""

    questions: list[Question]
    erased: int


def of(user: "User") -> Agreement:
    """Count how reviewers first answered, but for what a conflict of interest closes to `user`."""
    decided = Submission.objects.exclude(conflicts.closed_to(user)).exclude(state__in=OPEN)
    lines = Decision.objects.filter(kind__in=[Move.ASSESS, Move.DECLINE], submission__in=decided.values("uuid"))
    known = {(one.criteria.version, one.code): one for one in Criterion.objects.select_related("criteria")}
    recused = set(Review.objects.filter(is_recused=True).values_list("submission__uuid", "reviewer__username"))
    questions: dict[tuple[str, str], Question] = {}
    erased = 0
    for line, grades in _first(lines.select_related("payload").order_by("seq"), known):
        erased += grades is None
        if (line.submission, line.actor) in recused:
            continue
        for code, grade in (grades or {}).items():
            key = (line.criteria_version, code)
            title = known[key].told["title"] if key in known else code
            question = questions.setdefault(key, Question(*key, title))
            question.readings[line.submission].setdefault(line.actor, grade)  # type: ignore[index]
    return Agreement(sorted(questions.values(), key=lambda one: _place(one, known)), erased)


def _first(lines: QuerySet[Decision], known: Known) -> Iterator[tuple[Decision, dict[str, str] | None]]:
    """Go through what was answered alone: until a reader had answered everything, or it was declined and open to be read.

    Each line comes with its grades by question, or with none where its words are erased.
    """
    declined: set[Any] = set()
    begun: dict[tuple[Any, str], tuple[str, set[str]]] = {}
    for line in lines.iterator(chunk_size=500):
        if line.kind == Move.DECLINE:
            declined.add(line.submission)
        if line.submission in declined:
            continue
        if not hasattr(line, "payload"):
            yield line, None
            continue
        version, answered = begun.setdefault((line.submission, line.actor), (line.criteria_version, set()))
        if version == line.criteria_version and not _is_done(version, answered, known):
            grades = {said["criterion"]: said["grade"] for said in line.payload.body.get("findings", [])}
            answered |= grades.keys()
            yield line, grades


def _is_done(version: str, answered: set[str], known: Known) -> bool:
    """Whether whoever has answered this much may have read what the others found."""
    required = {one.code for key, one in known.items() if key[0] == version and one.is_required}
    return bool(required) and required <= answered


def _place(question: Question, known: Known) -> tuple[int, int, str]:
    """Newest version first, then as its questions are asked."""
    one = known.get((question.version, question.code))
    return (-one.criteria_id, one.position, "") if one else (1, 0, question.code)
