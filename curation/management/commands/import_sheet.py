"""Bring a spreadsheet from the command line: the same rules and the same sentences as on the desk."""

import os
from collections.abc import Callable, Container, Iterator, Sequence
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import IO, Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from tqdm import tqdm

from curation import coalitions
from curation.models import Batch, Row
from curation.review.errors import ReviewError
from curation.sheets import batches, returning, said, sending, staging, targets, values
from curation.sheets.faults import SheetFault

MOST_REMARKS = 40
ALL_GOOD, SOME_ARE_NOT, NOTHING_DONE = 0, 1, 2
FINE = (Row.Status.UNCHANGED, Row.Status.EXCLUDED, Row.Status.SENT, *sending.GOOD)


def in_letters(typed: str) -> str:
    """Return what somebody typed, or called a file, without the bytes that are no letters: no database keeps those."""
    return os.fsencode(typed).decode("utf-8", "replace")


class Command(BaseCommand):
    help = (
        "Check a spreadsheet of groups and, with --attest, send its good rows to the review queue. "
        "Ends with 0 if every row is good, 1 if some need looking at, and 2 if nothing could be done."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", type=Path, help="an .xlsx, .ods, .csv or .tsv file, or a partner’s HSDS .zip, .json or .ndjson"
        )
        parser.add_argument("--coalition", required=True, type=in_letters, help="whose sheet it is, by name")
        parser.add_argument(
            "--by",
            required=True,
            type=in_letters,
            metavar="HANDLE",
            help="who brings it: a member with the role Coalition",
        )
        parser.add_argument("--sheet", type=in_letters, help="which sheet to read, where a file has several")
        parser.add_argument(
            "--country", default="", type=in_letters, help="the country of rows that name none: its name or two letters"
        )
        parser.add_argument(
            "--column",
            action="append",
            default=[],
            type=in_letters,
            metavar="HEADING=MEANING",
            help="what a column means, where our guess is wrong; it is remembered. Say it for each such column.",
        )
        parser.add_argument("--output", type=Path, help="write the sheet with status, reason and match to this file")
        parser.add_argument("--dry-run", action="store_true", help="check every row and keep nothing")
        parser.add_argument(
            "--attest",
            action="store_true",
            help="send the good rows: you looked through them, and they are about groups, not people",
        )

    def handle(self, *_args: Any, **given: Any) -> None:
        try:
            # What is only tried is one transaction, and undone; otherwise rows are kept piece by piece, and others can write.
            # The file to write is opened before: nothing is sent if it cannot be.
            with _opened(given["output"]) as output, transaction.atomic() if given["dry_run"] else nullcontext():
                is_good = self._bring(given, output)
                if given["dry_run"]:
                    transaction.set_rollback(True)
        except (SheetFault, ReviewError) as error:
            raise CommandError(str(error), returncode=NOTHING_DONE) from error
        except PermissionDenied as error:
            sentence = f"{given['by']} may not bring spreadsheets. Give them the role Coalition."
            raise CommandError(sentence, returncode=NOTHING_DONE) from error
        except OSError as error:
            sentence = f"{error.filename or given['file']} cannot be read or written: {error.strerror}."
            raise CommandError(sentence, returncode=NOTHING_DONE) from error
        if not is_good:
            raise SystemExit(SOME_ARE_NOT)

    def _bring(self, given: dict[str, Any], output: IO[bytes] | None) -> bool:
        by = User.objects.filter(username=given["by"]).first()
        if by is None:
            raise ReviewError(f"There is nobody called {given['by']}.")
        batch = self._uploaded(by, given)
        for notice in batch.notices:
            self.stderr.write(notice)
        batch = self._with_bar("Checking", batch.total, lambda told: staging.check_some(batch, by=by, told=told))
        self._tell_counts(batch)
        self._tell_remarks(batch)
        troubled = self._tell_troubled(batch)
        if given["attest"] and not given["dry_run"]:
            batch = self._send(batch, by)
            troubled |= self._tell_troubled(batch, besides=troubled)
        if output is not None:
            self._give_back(batch, output)
        return not troubled

    def _uploaded(self, by: User, given: dict[str, Any]) -> Batch:
        """Upload the file and take our guess of the columns, or keep nothing."""
        coalition = coalitions.named(given["coalition"], by=by)
        country = values.country(given["country"])
        if given["country"] and not country:
            raise ReviewError(
                f"“{given['country']}” is not a country we know. Give its name or its two letters, as in US."
            )
        with transaction.atomic():
            content, name = given["file"].read_bytes(), in_letters(given["file"].name)
            batch = batches.open_batch(content, name, coalition=coalition, by=by, sheet=given["sheet"])
            if batch.stage == Batch.Stage.SHEET:
                names = ", ".join(f"“{name}”" for name, is_hidden in batch.sheets if not is_hidden)
                raise ReviewError(f"This file has several sheets: {names}. Name one with --sheet.")
            _check_ending(given["output"], returning.ending(batch))
            columns = said.columns(batch, given["column"])
            self._tell_columns(columns, sends=given["attest"] and not given["dry_run"])
            mapping = [column.guess.target for column in columns]
            by_hand = [column.number for column in columns if column.is_said]
            return batches.say_columns(batch, mapping, by=by, default_country=country, said=by_hand)

    def _tell_columns(self, columns: Sequence[said.Column], *, sends: bool) -> None:
        """Print what each column is taken for. Nothing is sent by a guess that may well be wrong."""
        for column in columns:
            self.stderr.write(str(column))
        if unsaid := targets.unsaid([column.guess.target for column in columns]):
            names = ", ".join(f"“{name}”" for name in unsaid)
            self.stderr.write(
                f"No column says {names}: reviewers have to find that out for each group before it can be listed."
            )
        unsure = "; ".join(str(column) for column in columns if column.is_unsure)
        if sends and unsure:
            raise ReviewError(f'Say first what this means, as in --column "Group=Name", or on the desk. {unsure}.')

    def _send(self, batch: Batch, by: User) -> Batch:
        ready = batch.rows.filter(status__in=sending.GOOD).count()
        if not ready:
            self.stdout.write("No row is ready to be sent.")
            return batch
        batch = sending.begin_sending(batch, by=by, attests=True)
        batch = self._with_bar("Sending", ready, lambda told: sending.send_some(batch, by=by, told=told))
        self.stdout.write(f"Sent: {batch.rows.filter(status=Row.Status.SENT).count()}")
        return batch

    def _with_bar(self, what: str, of: int, work: Callable[[Callable[[int], None]], Batch]) -> Batch:
        # Quiet where nobody looks, as in a log file.
        with tqdm(total=of, desc=what, unit="rows", disable=None, file=self.stderr) as bar:
            return work(lambda rows: bar.update(rows) and None)

    def _tell_counts(self, batch: Batch) -> None:
        said = list(batch.rows.values_list("status", flat=True))
        for status in Row.Status:
            if status in said:
                self.stdout.write(f"{status.label}: {said.count(status)}")

    def _tell_troubled(self, batch: Batch, besides: Container[int] = ()) -> set[int]:
        """Print which rows need looking at and why, and return their numbers."""
        rows = batch.rows.exclude(status__in=FINE).select_related("listing", "earlier").defer("facts")
        troubled = [row for row in rows if row.number not in besides]
        for row in troubled:
            told = returning.reasons(row) or " ".join(row.reasons)
            self.stdout.write(f"Row {row.number} ({row.name or '–'}), {row.get_status_display().lower()}: {told}")
        return {row.number for row in troubled}

    def _tell_remarks(self, batch: Batch) -> None:
        """Print what is good to know of rows that are ready: what each changes, and what was read in another way than it is written."""
        rows = batch.rows.filter(status__in=sending.GOOD).exclude(messages=[]).order_by("number")
        for row in rows.defer("facts", "raw")[:MOST_REMARKS]:
            self.stdout.write(f"Row {row.number} ({row.name}), good to know: {returning.reasons(row)}")
        if more := max(0, rows.count() - MOST_REMARKS):
            self.stdout.write(f"There is something to know of {more} more rows: --output writes it beside each.")

    def _give_back(self, batch: Batch, output: IO[bytes]) -> None:
        try:
            if output.seekable() and output.tell():
                output.truncate(0)
            output.write(returning.sheet_with_reasons(batch)[0])
            output.flush()
        except OSError as error:
            with suppress(OSError):
                output.close()
            # The rows are sent by now, so this is not “nothing”.
            sentence = f"The rows were checked, but {output.name} cannot be written: {error.strerror}."
            raise CommandError(sentence, returncode=SOME_ARE_NOT) from error


def _check_ending(output: Path | None, ending: str) -> None:
    """Refuse a file that would be called what it is not; one that is called nothing, as /dev/stdout, may be either."""
    if output is not None and output.suffix.casefold() not in ("", f".{ending}"):
        raise ReviewError(f"This sheet comes back as .{ending}: end the name of --output with it.")


@contextmanager
def _opened(path: Path | None) -> Iterator[IO[bytes] | None]:
    """Open a file to write to, without emptying it yet; leave none behind that was not there and got nothing."""
    if path is None:
        yield None
        return
    is_new = not path.exists()
    try:
        with path.open("ab") as output:
            yield output
    except BaseException:
        if is_new:
            path.unlink(missing_ok=True)
        raise
