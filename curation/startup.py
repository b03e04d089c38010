"""What a site needs before its first visitor: data to sort by, the founding list, and one curator."""

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.contrib.auth.models import Group, User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Q
from django.http.request import validate_host

from curation import backups, founding, looking_over, trail, vocabularies
from curation.backups import databases
from curation.models import Decision, TrailHead
from curation.sheets.batches import erase_old
from directory.search import upkeep

FIRST_CURATOR = "first-curator"
# What a server listens on to be reached from everywhere, and nobody can open.
EVERYWHERE = ("", "0.0.0.0", "[::]")  # noqa: S104 (this is where we do not send anybody)


@dataclass(frozen=True)
class Start:
    """What was done. `curator` is set as long as nobody has been let in and the first curator must be."""

    founded: int
    curator: User | None


def back_up_before_migrating() -> Path | None:
    """Make a backup if a new version is about to change the tables of a site that is in use; return its file."""
    if not settings.BACKUP_KEY or not databases.is_there() or not _is_in_use():
        return None
    executor = MigrationExecutor(connection)
    is_current = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return None if is_current else backups.make().file


def _is_in_use() -> bool:
    """Whether there is anything to lose: a first start that was stopped half way has not even a trail."""
    return TrailHead._meta.db_table in connection.introspection.table_names()


def prepare() -> Start:
    """Bring an up-to-date database to where the site can serve; a second time changes nothing."""
    vocabularies.load_missing()
    erase_old()
    if upkeep.is_outdated():
        upkeep.write_anew()
    founded = founding.make_founding_list()
    if looking_over.is_outdated():
        looking_over.look_over()
    return Start(len(founded), first_curator())


def first_curator() -> User | None:
    """Return the first curator until anybody has been let in, made now if there is nobody on the staff.

    They have every role, and no more: publishing takes a second account, and every invitation is in the trail.
    """
    if not User.objects.filter(is_staff=True).exists():
        curator = User.objects.create_user(FIRST_CURATOR, is_staff=True)
        give_every_role(curator)
    first = User.objects.filter(username=FIRST_CURATOR, is_active=True).first()
    return None if first is None or _anybody_was_let_in() else first


def _anybody_was_let_in() -> bool:
    """Whether anybody has, or had, a way in: from then on whoever asks for a link is invited, and every colleague sees it."""
    can = ~Q(password__startswith=UNUSABLE_PASSWORD_PREFIX) | Q(last_login__isnull=False)
    was_invited = Decision.objects.filter(kind=trail.INVITE).exists()
    return was_invited or User.objects.filter(can, is_staff=True).exists()


def give_every_role(curator: User) -> None:
    """Give every role of a curator; a coalition sends groups in and reviews none."""
    curator.groups.set(Group.objects.exclude(name="Coalition"))


def public_address() -> str:
    """Return where others find the site, as far as the settings say."""
    named = [host for host in settings.ALLOWED_HOSTS if not host.startswith(("*", "."))]
    local = address()
    is_only_here = not settings.HTTPS and validate_host(urlsplit(local).hostname or "", settings.ALLOWED_HOSTS)
    if is_only_here or not (settings.SITE_URL or named):
        return local
    return settings.SITE_URL or f"{'https' if settings.HTTPS else 'http'}://{named[0]}"


def address() -> str:
    """Return the address on this machine that `make` serves the site at, though it may listen on all of them."""
    host, _colon, port = os.environ.get("ADDRESS", "127.0.0.1:8000").rpartition(":")
    return f"http://{'127.0.0.1' if host in EVERYWHERE else host}:{port}"
