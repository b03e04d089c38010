"""Whether the site can do its work: one word for anyone, a sentence for each part for staff."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from http import HTTPStatus

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from directory.models import Edition
from directory.trying import NOT_NOW

LEAST_ROOM = 100 * 1024 * 1024
BACKUPS_EVERY = timedelta(days=2)


@dataclass(frozen=True)
class Part:
    is_well: bool
    sentence: str


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    parts = list(_parts())
    is_well = all(part.is_well for part in parts)
    # A monitor looks for this very word, whatever language it asks in.
    lines = ["ok" if is_well else "failing"]
    if _is_staff(request):
        lines += [part.sentence for part in parts]
    status = HTTPStatus.OK if is_well else HTTPStatus.SERVICE_UNAVAILABLE
    response = HttpResponse("\n".join([*lines, ""]), status=status, content_type="text/plain; charset=utf-8")
    response["Cache-Control"] = "no-store"
    # Whoever asks every minute is not to fill the log with what they know already.
    response._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 (Django has no other word for it)
    return response


def _parts() -> Iterator[Part]:
    yield _database()
    yield _disk()
    yield _removals()
    yield _backup()


def _database() -> Part:
    try:
        # It changes no line, and is refused all the same where nothing can be written.
        with transaction.atomic():
            Edition.objects.filter(pk=0).update(number=0)
    except NOT_NOW as error:
        return Part(False, _("Database: cannot be written to (%(why)s).") % {"why": error})
    return Part(True, _("Database: reads and writes."))


def _disk() -> Part:
    try:
        room = shutil.disk_usage(settings.DATA_DIR).free
    except OSError as error:
        return Part(False, _("Data folder: %(why)s.") % {"why": error.strerror})
    return Part(room >= LEAST_ROOM, _("Disk: %(megabytes)d MB free.") % {"megabytes": room // 1024**2})


def _removals() -> Part:
    """Whether what is taken down can be noted where a restore looks for it: a takedown goes on without."""
    file = settings.DATA_DIR / "removals.txt"
    try:
        # Opened as curation/removals.py does, and left as it is. Where there is none yet, the first note makes it.
        os.close(os.open(file, os.O_WRONLY | os.O_APPEND))
    except FileNotFoundError:
        is_well = os.access(file.parent, os.W_OK | os.X_OK)
    except OSError:
        is_well = False
    else:
        is_well = True
    return Part(
        is_well, _("Takedowns: can be noted.") if is_well else _("Takedowns: removals.txt cannot be written to.")
    )


def _backup() -> Part:
    """Whether one was made lately; whoever never began to make any is left in peace."""
    folder, oldest = settings.BACKUP_DIR, timezone.now() - BACKUPS_EVERY
    names = sorted(file.name for file in folder.glob("backup-*.age"))
    if not names:
        return Part(not folder.exists(), _("There is no backup here."))
    is_recent = names[-1] >= oldest.strftime("backup-%Y-%m-%d-%H%M%S")
    told = _("Newest backup: %(name)s.") if is_recent else _("No backup for two days. The newest: %(name)s.")
    return Part(is_recent, told % {"name": names[-1]})


def _is_staff(request: HttpRequest) -> bool:
    """Ask for a session only where a cookie names one: everybody else stays a stranger."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    try:
        return request.user.is_staff
    except NOT_NOW:
        return False
