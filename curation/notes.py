"""What a reviewer is told about the words of a submission, and which of it was cleared already."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from curation import language, lookalikes, opt_outs, personal, personal_addresses
from curation.duplicates import Match, likely_same
from curation.language import wordlist
from curation.models import Clearance, OptOut, Submission
from directory import record
from directory.models import Organization

N = TypeVar("N")


@dataclass(frozen=True)
class Text:
    """A piece of free text: the name of the fact it belongs to, and what it says."""

    name: str
    text: str

    @property
    def label(self) -> str:
        return record.label(self.name)


@dataclass(frozen=True)
class Remark(Generic[N]):
    """A note with where it stands and, if somebody cleared it, the clearance."""

    where: str
    note: N
    clearance: Clearance | None


COLUMN_TEXTS = ("name", "acronym", "other_names", "description", "email", "region", "city")
ROW_TEXTS = {
    "ways": ("label", "schedule", "languages", "who_for", "safety_note"),
    "service_areas": ("region", "city"),
    "policies": ("detail", "source"),
}


def texts(facts: record.PlainFacts) -> list[Text]:
    """List every piece of free text in `facts` that a visitor would read."""
    found = [Text(name, facts[name]) for name in COLUMN_TEXTS]
    for rows, names in ROW_TEXTS.items():
        found += [Text(rows, row[name]) for row in facts[rows] for name in names]
    return [text for text in found if text.text.strip()]


def facts_about_people(facts: record.PlainFacts) -> set[str]:
    """Name the facts that hold something that looks like a person's details."""
    return {text.name for text, _detail in _about_people(facts, [facts["name"]])}


def language_remarks(submission: Submission) -> list[Remark[language.Note]]:
    """List the words to look at. What was set aside for this listing before is not asked again of the same sentence."""
    cleared = _cleared_for_listing(submission) | _cleared(submission, Clearance.Subject.LANGUAGE)
    words, names = wordlist.in_use(), names_of(submission)
    return [
        Remark(text.label, note, cleared.get(note.digest))
        for text in texts(record.facts_of(submission))
        for note in language.notes(text.text, names=names, words=words)
    ]


def personal_remarks(submission: Submission) -> list[Remark[personal.PersonalDetail]]:
    cleared = _cleared(submission, Clearance.Subject.PERSONAL)
    return [
        Remark(where, detail, cleared.get(detail.digest))
        for where, detail in personal_details(record.facts_of(submission), names=names_of(submission))
    ]


def personal_details(facts: record.PlainFacts, names: list[str]) -> list[tuple[str, personal.PersonalDetail]]:
    """List what looks like a person's details in `facts`, with where it stands."""
    return [(text.label, detail) for text, detail in _about_people(facts, names)]


def duplicate_remarks(submission: Submission) -> list[Remark[Match]]:
    cleared = _cleared(submission, Clearance.Subject.DUPLICATE)
    return [Remark(match.record.name, match, cleared.get(match.digest)) for match in likely_same(submission)]


def lookalike_remarks(submission: Submission) -> list[Remark[lookalikes.Lookalike]]:
    """List the names that one of its names could be taken for."""
    cleared = _cleared(submission, Clearance.Subject.LOOK_ALIKE)
    return [Remark(one.theirs, one, cleared.get(one.digest)) for one in lookalikes.found(submission)]


def opt_out_remarks(submission: Submission) -> list[Remark[OptOut]]:
    """List by what it is recognized as a group that asked not to be listed."""
    cleared = _cleared(submission, Clearance.Subject.OPT_OUT)
    found = opt_outs.matching(record.facts_of(submission))
    return [Remark(opt_out.get_by_display(), opt_out, cleared.get(opt_out.digest)) for opt_out in found]


def _about_people(facts: record.PlainFacts, names: list[str]) -> Iterator[tuple[Text, personal.PersonalDetail]]:
    for text in texts(facts):
        yield from ((text, detail) for detail in personal.findings(text.text, names=names))
    # No text: a street may be called after anything, and it is meant to be read.
    door = Text("public_address", facts["public_address"])
    yield from ((door, detail) for detail in personal_addresses.at_an_open_door(door.text, names=names))


def names_of(one: Submission | Organization) -> list[str]:
    """Return what a group, and what it is part of, are called: none of these is a person's name."""
    return [*one.names, *([one.parent.name] if one.parent else [])]


def _cleared_for_listing(submission: Submission) -> dict[str, Clearance]:
    if submission.organization_id is None:
        return {}
    earlier = Clearance.objects.filter(
        subject=Clearance.Subject.LANGUAGE, submission__organization=submission.organization_id
    )
    return {clearance.digest: clearance for clearance in earlier.order_by("at")}


def _cleared(submission: Submission, subject: str) -> dict[str, Clearance]:
    return {clearance.digest: clearance for clearance in submission.clearances.filter(subject=subject)}
