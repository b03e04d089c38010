"""Bring a spreadsheet from the command line: the same rules and the same sentences as on the desk."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from tqdm import tqdm

from curation import coalitions
from curation.models import Batch, Row
from curation.review.errors import ReviewError
from curation.sheets import batches, returning, sending, staging
from curation.sheets.faults import SheetFault

ALL_GOOD, SOME_ARE_NOT, NOTHING_DONE = 0, 1, 2
FINE = (Row.Status.UNCHANGED, Row.Status.EXCLUDED, Row.Status.SENT, *sending.GOOD)


class Command(BaseCommand):
    help = (
        "Check a spreadsheet of groups and, with --attest, send its good rows to the review queue. "
        "Ends with 0 if every row is good, 1 if some need looking at, and 2 if nothing could be done."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="an .xlsx, .ods, .csv or .tsv file")
        parser.add_argument("--coalition", required=True, help="whose sheet it is, by name")
        parser.add_argument(
            "--by", required=True, metavar="HANDLE", help="who brings it: a member with the role Coalition"
        )
        parser.add_argument("--sheet", help="which sheet to read, where a file has several")
        parser.add_argument("--country", default="", help="two letters: the country of rows that name none")
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
            with transaction.atomic() if given["dry_run"] else nullcontext():
                is_good = self._bring(given)
                if given["dry_run"]:
                    transaction.set_rollback(True)
        except (SheetFault, ReviewError) as error:
            raise CommandError(str(error), returncode=NOTHING_DONE) from error
        except PermissionDenied as error:
            sentence = f"{given['by']} may not bring spreadsheets. Give them the role Coalition."
            raise CommandError(sentence, returncode=NOTHING_DONE) from error
        except OSError as error:
            sentence = f"{error.filename} cannot be read or written: {error.strerror}."
            raise CommandError(sentence, returncode=NOTHING_DONE) from error
        if not is_good:
            raise SystemExit(SOME_ARE_NOT)

    def _bring(self, given: dict[str, Any]) -> bool:
        by = User.objects.filter(username=given["by"]).first()
        if by is None:
            raise ReviewError(f"There is nobody called {given['by']}.")
        batch = self._opened(by, given)
        for notice in batch.notices:
            self.stderr.write(notice)
        batch = self._with_bar("Checking", batch.total, lambda told: staging.check_some(batch, by=by, told=told))
        is_good = self._tell(batch)
        if given["attest"] and not given["dry_run"]:
            batch = self._send(batch, by)
        if given["output"]:
            given["output"].write_bytes(returning.sheet_with_reasons(batch)[0])
        return is_good

    def _opened(self, by: User, given: dict[str, Any]) -> Batch:
        """Upload the file and take our guess of the columns, or keep nothing."""
        coalition = coalitions.named(given["coalition"], by=by)
        with transaction.atomic():
            content, name = given["file"].read_bytes(), given["file"].name
            batch = batches.open_batch(content, name, coalition=coalition, by=by, sheet=given["sheet"])
            if batch.stage == Batch.Stage.SHEET:
                names = ", ".join(f"“{name}”" for name, is_hidden in batch.sheets if not is_hidden)
                raise ReviewError(f"This file has several sheets: {names}. Name one with --sheet.")
            return batches.say_columns(batch, batch.mapping, by=by, default_country=given["country"].upper())

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

    def _tell(self, batch: Batch) -> bool:
        """Print what became of the rows; return whether none needs looking at."""
        rows = list(batch.rows.select_related("listing", "earlier").defer("facts"))
        for status in Row.Status:
            count = sum(row.status == status for row in rows)
            if count:
                self.stdout.write(f"{status.label}: {count}")
        troubled = [row for row in rows if row.status not in FINE]
        for row in troubled:
            told = returning.reasons(row) or " ".join(row.reasons)
            self.stdout.write(f"Row {row.number} ({row.name or '–'}), {row.get_status_display().lower()}: {told}")
        return not troubled
