"""What will happen to each row: new, a change, perhaps a duplicate, to be fixed or left out, and why."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from django.db.models import Count, F, Max, Sum
from django.utils.translation import gettext as _

from curation import attention, intake, language
from curation.duplicates import CERTAIN, RECOGNIZED_BY, Known, Likeness, party_of
from curation.language import wordlist
from curation.models import Batch, Row
from curation.sheets import memory, newer, partner_ids, private, wording
from curation.sheets.beside import Beside, party_in
from curation.sheets.changing import CHANGES, in_words, merged, news
from curation.sheets.cleaning import cell_at, faults_as_messages, read_row, read_rows, whole
from curation.sheets.earlier import as_to_earlier, sent_before, stands_in_the_way
from curation.sheets.hsds.ours import Ours
from curation.sheets.left_out import NoGroups, no_group
from curation.sheets.reader import HSDS
from curation.sheets.reading import ASK, FIX, TOLD, Message, RowReading
from curation.sheets.twins import Twins
from directory.columns import BY_NAME, LISTING, LISTING_VERSION
from directory.models import Organization
from directory.record import Change, PlainFacts, changes, facts_of, label
from directory.search.folding import fold
from directory.written import cells_of, words

Status = Row.Status
# Left out unless its owner says otherwise.
LEFT_OUT = {"closed", "not-a-group"}


class Judge:
    """Knows what a batch's owner may compare with: listings, and what they may see of the queue; nothing else."""

    def __init__(self, batch: Batch) -> None:
        self.batch, self.sense = batch, memory.sense_of(batch)
        self.now = _now(batch)
        self.layout, self.beside, self.twins = NoGroups(batch), Beside(batch), Twins(batch)
        # What others checked meanwhile is not among these rows.
        self.pieces_done = batch.pieces_done
        self.terms = intake.known_terms()
        self.candidate = intake.candidate()
        self.wordlist = language.index_of(wordlist.in_use())
        mine = attention.visible_to(batch.uploaded_by).open().entries()
        told = [
            *(({"is_listing": True} | row) for row in Organization.objects.listed().values(*_TOLD, uid=F("public_id"))),
            *(({"is_listing": False} | row) for row in mine.values(*_TOLD, uid=F("uuid"))),
        ]
        self.others = [Other(one["is_listing"], one["pk"], str(one["uid"]), one["name"]) for one in told]
        self.known = Known([party_of(one) for one in told])
        self.words = words({other.uid: other.name for other in self.others if other.is_listing})
        self.by_id = {other.uid: other for other in self.others if other.is_listing}
        self._listings: dict[int, Organization] = {}
        self.matches = memory.recalled(batch.coalition, memory.About.MATCH)
        self.answered = set(memory.recalled(batch.coalition, memory.About.WORDS))
        self.left_out = memory.recalled(batch.coalition, memory.About.ROW)
        by_pk = {other.pk: other for other in self.by_id.values()}
        self.by_partner = {
            digest: by_pk[listing] for digest, listing in partner_ids.listings(batch).items() if listing in by_pk
        }
        self._live: dict[int, PlainFacts] = {}
        # The cells that a file from here would have for a listing now.
        self._written: dict[int, dict[str, str]] = {}
        self._of_partner = Ours(self.words.listings) if batch.kind == HSDS else None

    def is_of(self, batch: Batch) -> bool:
        """Whether the sheet is still read the same way, and beside the same listings and submissions."""
        return self.pieces_done == batch.pieces_done and self.now == _now(batch)

    def judge(self, rows: Sequence[Row]) -> None:
        """Set everything about each row but what its owner said. Rows are of one batch, in order."""
        readings = read_rows([(row.raw, row.edits) for row in rows], self.sense)
        for row, reading in zip(rows, readings, strict=True):
            row.name = str(reading.said.get("name", ""))[:200]
            row.key = _key(reading)
            self.beside.drop(row.number)
            self.twins.put(row)
        self._parties = {row.number: party_in(reading) for row, reading in zip(rows, readings, strict=True) if row.name}
        earlier = sent_before(self.batch, rows)
        found = [self._listing_of(row, reading) for row, reading in zip(rows, readings, strict=True)]
        listings = {one.pk for one, _reasons, _is_sure in found if one and one.is_listing}
        self._load(listings - self._live.keys())
        about = self._about(rows, listings) if listings else {}
        told = [self._beside(row, reading, match) for row, reading, match in zip(rows, readings, found, strict=True)]
        for row, messages in zip(rows, self._messages(rows, told), strict=True):
            row.messages = [message.plain() for message in messages]
            row.has_unknown_words = any(message.code == "unknown-value" for message in messages)
        for row, (other, _reasons, _is_sure) in zip(rows, found, strict=True):
            row.status = self._standing(row, other, earlier[row.number], self.twins.above(row))
            is_first = row.status == Status.NEW and row.earlier_id is None and row.name
            if is_first and (alike := self.beside.reasons(row, self._parties[row.number])):
                row.status, row.reasons = Status.DUPLICATE, alike
            row.status = _after_messages(row)
            self._leave_out(row)
            _ask_about_a_second(row, about)
            if row.name and row.status != Status.EXCLUDED:
                self.beside.add(row.number, self._parties[row.number])
        newer.ask(self.batch, rows, readings)

    def _beside(self, row: Row, reading: RowReading, match: "Match") -> tuple[RowReading, list[Message]]:
        """Set what a row says beside what it is about. Returns how it is read there, and what is asked or told because of it."""
        other, reasons, is_sure = match
        row.listing = row.earlier_id = row.listing_version = None
        row.reasons = list(reasons)
        asked: list[Message] = []
        if other is not None and other.is_listing and is_sure:
            row.listing = self._listings[other.pk]
            row.listing_version = row.listing.version
            reading, row.facts, asked = self._change(row, reading, row.listing)
        else:
            row.facts = whole(reading.said)
        row.note = reading.note
        return reading, asked

    def _standing(self, row: Row, other: "Other | None", earlier: list[Row], twin: int | None) -> str:
        """Say what a row is beside what is there already; what its messages make of it comes after."""
        if row.listing is not None and not changes(self._live[row.listing.pk], row.facts):
            return Status.UNCHANGED
        if any(before.facts == row.facts and before.note == row.note for before in earlier):
            row.reasons = [_("You sent exactly this before.")]
            return Status.UNCHANGED
        if twin is not None:
            row.reasons = [_("Row %(number)d of this sheet says the same name and town.") % {"number": twin}]
            return Status.DUPLICATE
        if (before := stands_in_the_way(row, earlier)) is not None:
            return as_to_earlier(row, before, self.batch)
        if row.listing is None and other is not None:
            row.listing = self._listings[other.pk] if other.is_listing else None
            row.earlier_id = None if other.is_listing else other.pk
            return Status.DUPLICATE
        return Status.CHANGE if row.listing is not None else Status.NEW

    def _leave_out(self, row: Row) -> None:
        """Leave out what its coalition left out of an earlier sheet, until somebody says otherwise of this one."""
        is_open = row.is_included is None and row.status != Status.UNCHANGED
        if self.left_out and is_open and memory.as_it_stands(row) in self.left_out:
            row.status, row.reasons = Status.EXCLUDED, [_("You left exactly this out of an earlier sheet.")]

    def _messages(
        self, rows: Sequence[Row], told: Sequence[tuple[RowReading, list[Message]]]
    ) -> Iterator[list[Message]]:
        """Yield what each row is told. One question is put to all rows before the next: what it needs stays in the cache."""
        readings = [reading for reading, _asked in told]
        said = [private.said_in(reading) for reading in readings]
        concerns = list(private.concerns(readings, said))
        remarks = list(wording.remarks(readings, said, self.wordlist))
        found = [[*reading.messages, *held, *asked] for (reading, asked), held in zip(told, concerns, strict=True)]
        faults = [self._faults(*each) for each in zip(rows, readings, found, strict=True)]
        for row, *messages in zip(rows, found, faults, remarks, strict=True):
            if not row.is_included and self.layout.is_no_group(row.raw):
                yield [no_group()]
            else:
                yield self._to_say(row, self.layout.asked(row, [*chain(*messages)]))

    def _faults(self, row: Row, reading: RowReading, found: Sequence[Message]) -> list[Message]:
        """Say what the door would refuse of a row that has nothing to be fixed yet."""
        if any(message.level == FIX for message in found):
            return []
        return faults_as_messages(reading, intake.faults(self.candidate, row.facts, self.terms))

    def _to_say(self, row: Row, found: Sequence[Message]) -> list[Message]:
        """Say everything once, and ask nothing that was answered."""
        once = {(m.code, m.key or m.text, m.sample if m.code == "unknown-value" else ""): m for m in found}
        here = row.answers.get("ok", ())
        return [m for m in once.values() if m.level != ASK or (m.key not in self.answered and m.key not in here)]

    def _change(
        self, row: Row, reading: RowReading, listing: Organization
    ) -> tuple[RowReading, PlainFacts, list[Message]]:
        """Read again only the cells that differ from what we would write for the listing now."""
        live, ours = self._live[listing.pk], self._written.get(listing.pk, {})
        same = {}
        for column, target in enumerate(self.sense.targets):
            cell = cell_at(row.raw, row.edits, column)
            if target in BY_NAME and cell:
                by_piece = self._of_partner is not None
                same[str(column)] = news(
                    BY_NAME[target], cell, ours.get(target, ""), listing.country, by_piece=by_piece
                )
        # Cells that say the same are empty now, but what they say still holds: a listing in Canada stays there.
        there = replace(self.sense, default_country=listing.country or self.sense.default_country)
        again = read_row(row.raw, row.edits | same, there)
        again.messages = [message for message in again.messages if message.code != "no-name"]
        again.said.pop("publish_leadership", None)
        # Of a listing HSDS says less than a sheet of ours does, so a partner's file only ever adds to lists.
        replaces = LISTING in reading.keys and self._of_partner is None
        facts = merged(live, _with_whole_ways(again.said), replaces=replaces)
        # Whose words these are: the name of the group is nobody's personal detail.
        again.said = {name: live[name] for name in ("name", "acronym", "other_names")} | again.said
        stood, changed = ours.get(LISTING_VERSION, str(listing.version)), changes(live, facts)
        told = in_words(changed, live, facts)
        messages = [Message(TOLD, CHANGES, text, again.column_of(fact)) for fact, text in told]
        return again, facts, [*_stale(reading, listing, changed, stood), *messages]

    def _listing_of(self, row: Row, reading: RowReading) -> "Match":
        """Find what the row may already be: what it is, why, and whether that is sure."""
        different = set(row.answers.get("different", []))
        named = self.by_id.get(reading.keys.get(LISTING, ""))
        if named is not None and named.uid not in different:
            return named, (_("The sheet gives its listing ID."),), True
        brought = self.by_partner.get(partner_ids.digest(self.batch, row))
        if brought is not None and brought.uid not in different and self._said(row, brought) != "different":
            return brought, (_("Your coalition brought it before under the same ID of the partner’s."),), True
        for likeness in self.known.like(self._parties[row.number]) if row.name else ():
            other = self.others[likeness.index]
            said = self._said(row, other)
            if other.uid in different or said == "different":
                continue
            is_said = said == "same" or row.answers.get("same") == other.uid
            return other, likeness.reasons, is_said or self._is_sure(likeness, reading)
        return None, (), False

    def _said(self, row: Row, other: "Other") -> str:
        return self.matches.get(f"{row.key} {other.uid}", "")

    def _is_sure(self, likeness: Likeness, reading: RowReading) -> bool:
        """The same name in another town is as likely another chapter."""
        town, theirs = fold(str(reading.said.get("city", ""))), self.known.parties[likeness.index].city
        return likeness.score >= CERTAIN and (not town or not theirs or town == theirs)

    def _load(self, listings: Collection[int]) -> None:
        if not listings:
            return
        for listing in Organization.objects.for_page().filter(pk__in=listings):
            self._listings[listing.pk], self._live[listing.pk] = listing, facts_of(listing)
        new = self._live.keys() - self._written.keys()
        if self._of_partner is None:
            self._written |= {pk: cells_of(self._live[pk], self.words) for pk in new}
        else:
            self._written |= self._of_partner.cells_of(new)

    def _about(self, rows: Sequence[Row], listings: Collection[int]) -> dict[int, int]:
        """Find, by listing, the first of the other rows that changes it."""
        others = Row.objects.filter(batch=self.batch, status__in=(Status.CHANGE, Status.SENT), listing__in=listings)
        others = others.exclude(number__in=[row.number for row in rows]).order_by("-number")
        return {listing: number for listing, number in others.values_list("listing", "number") if listing}


def _ask_about_a_second(row: Row, about: dict[int, int]) -> None:
    """Ask about a row that would change a listing which a row above changes already; `about` learns of this one."""
    if row.status != Status.CHANGE or row.listing is None:
        return
    first = about.setdefault(row.listing.pk, row.number)
    if first < row.number and row.answers.get("same") != str(row.listing.public_id):
        row.reasons = [_("Row %(number)d of this sheet is about the same listing.") % {"number": first}]
        row.status = Status.DUPLICATE


def _now(batch: Batch) -> tuple[object, ...]:
    """Return what differs as soon as a row of this batch has to be read or compared anew."""
    listed = Organization.objects.listed().aggregate(Count("pk"), Max("pk"), Sum("pk"), Sum("version"))
    mine = attention.visible_to(batch.uploaded_by).open().aggregate(Count("pk"), Max("pk"), Sum("pk"))
    return batch.pk, batch.edition, *listed.values(), *mine.values()


class Other(NamedTuple):
    """What a row may already be: a listing, or something in the queue that its owner may see."""

    is_listing: bool
    pk: int
    uid: str
    name: str


Match = tuple[Other | None, tuple[str, ...], bool]
_TOLD = ("pk", *RECOGNIZED_BY)


def _key(reading: RowReading) -> str:
    """Name what a row is about, so that it is known again: its name and place."""
    told = "|".join([reading.country, *(fold(str(reading.said.get(name, ""))) for name in ("name", "city", "region"))])
    return hashlib.sha256(told.encode()).hexdigest()


def _with_whole_ways(said: dict[str, Any]) -> dict[str, Any]:
    return said | {"ways": whole(said)["ways"]} if "ways" in said else said


def _stale(reading: RowReading, listing: Organization, changed: Sequence[Change], stood: str) -> list[Message]:
    """Ask about a row that was exported before the listing was last changed; `stood` is how it would be marked now."""
    version, about = reading.keys.get(LISTING_VERSION, ""), reading.keys.get(LISTING, str(listing.public_id))
    differing = [label(change.name) for change in changed]
    if not version or version == stood or about != str(listing.public_id) or not differing:
        return []
    sentence = _("The listing has changed since this sheet was made. Your row would change back or over: %(facts)s.")
    remedy = _("Compare the row with the listing. Send it only if these facts should be as the sheet says.")
    key = f"stale {listing.public_id} {listing.version}"
    return [Message(ASK, "stale", sentence % {"facts": ", ".join(differing)}, None, remedy, key)]


def _after_messages(row: Row) -> str:
    """Let what has to be fixed or answered, and what its owner said, come before anything else."""
    codes = {(message["level"], message["code"]) for message in row.messages}
    if row.is_included is False:
        return Status.EXCLUDED
    if row.status == Status.UNCHANGED:
        return row.status
    if row.is_included is None and any(code in LEFT_OUT for _level, code in codes):
        return Status.EXCLUDED
    if any(level == FIX or (level == ASK and code not in LEFT_OUT) for level, code in codes):
        return Status.FIX
    return row.status
