"""Takes in forms from people without an account: no cookie, no address kept, and nobody turned away by a machine.

There is no session to steal, so the form needs no CSRF cookie. Instead the browser must say that the form came
from this site, where it says anything, and the page carries a signed number with the time it was made.
"""

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from curation import reference

SALT = "curation.anonymous"
TOO_FAST = 3
TOO_OLD = 24 * 3600
P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


@dataclass(frozen=True)
class Stamp:
    """When a page was made, and its one-time number."""

    nonce: str
    made_at: float

    @property
    def age(self) -> float:
        return time.time() - self.made_at

    @property
    def is_too_fast(self) -> bool:
        return self.age < TOO_FAST

    @property
    def is_expired(self) -> bool:
        return self.age > TOO_OLD

    def signed(self) -> str:
        return signing.dumps([self.nonce, self.made_at], salt=SALT)

    def nonce_for(self, content: Any) -> str:
        """Tie the number to what was written: the same page sent twice is one submission, another text is another."""
        written = json.dumps(content, sort_keys=True, default=str).encode()
        return f"{self.nonce} {hmac.new(settings.SECRET_KEY.encode(), written, hashlib.sha256).hexdigest()}"


def new_stamp() -> Stamp:
    return Stamp(reference.new_nonce(), time.time())


def stamp(signed: str) -> Stamp | None:
    """Read a page's stamp; None if it is not one of ours or too old to count."""
    try:
        nonce, made_at = signing.loads(signed, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    read = Stamp(nonce, made_at)
    return None if read.is_expired else read


def open_to_all(view: View[P]) -> View[P]:
    """Let `view` take GET and same-origin POST without a cookie."""

    @wraps(view)
    def checked(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if request.method == "POST" and not came_from_here(request):
            return render(request, "403_csrf.html", status=403)
        return view(request, *args, **kwargs)

    return csrf_exempt(require_http_methods(["GET", "HEAD", "POST"])(checked))


def came_from_here(request: HttpRequest) -> bool:
    """Believe the browser where it says which site the form was on; old browsers say nothing and are let in."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site not in {"same-origin", "none"}:
        return False
    # Some privacy settings send “null” for a page of our own; the line above vouches for it then.
    if origin is None or (origin == "null" and site is not None):
        return True
    # Behind a proxy that says nothing about it, a page that was read over https looks like http from here.
    host = request.get_host()
    return origin in {f"http://{host}", f"https://{host}", *settings.CSRF_TRUSTED_ORIGINS}
