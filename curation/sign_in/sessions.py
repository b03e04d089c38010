"""Being signed in: for how long, where, and the end of it. Nothing tells from which address or with which browser."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone

from curation import keyed

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BEGAN, SEEN = "desk_began", "desk_seen"
# So often a session is written anew, which starts its idle time anew.
EVERY = 60


@dataclass(frozen=True)
class SignedIn:
    """One browser that somebody is signed in with. `mark` names it in a page without giving it away."""

    mark: str
    began: datetime
    seen: datetime
    is_this: bool


def keep(request: HttpRequest) -> bool:
    """Keep whoever is signed in signed in, unless it has been too long; say whether they still are."""
    session, now = request.session, time.time()
    if now - session.get(BEGAN, now) > settings.SESSION_HOURS * 3600:
        logout(request)
        return False
    if BEGAN not in session:
        session[BEGAN] = now
    if now - session.get(SEEN, 0) >= EVERY:
        session[SEEN] = now
    return True


def of(user: "User", request: HttpRequest) -> list[SignedIn]:
    """List where `user` is signed in, latest first."""
    found = [
        SignedIn(_mark(session), _moment(data[BEGAN]), _moment(data[SEEN]), session.pk == request.session.session_key)
        for session, data in _sessions(user)
        if BEGAN in data
    ]
    return sorted(found, key=lambda one: one.seen, reverse=True)


def end(user: "User", mark: str) -> None:
    """End the session that a page called `mark`, if it is one of `user`'s."""
    for session, _data in _sessions(user):
        if _mark(session) == mark:
            session.delete()


def end_all(user: "User", *, but: str | None = None) -> int:
    """End every session of `user` but the one with this key; say how many there were."""
    ended = [session for session, _data in _sessions(user) if session.pk != but]
    for session in ended:
        session.delete()
    return len(ended)


def _sessions(user: "User") -> Iterator[tuple[Session, dict[str, Any]]]:
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        data = session.get_decoded()
        if data.get(SESSION_KEY) == str(user.pk):
            yield session, data


def _mark(session: Session) -> str:
    return keyed.digest(session.pk, of="sessions")[:16]


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)
