"""Tells every browser to keep quiet: no referrer, no third parties, no frames, no copies left on the device."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from directory import logs, onion
from directory.languages import bare

# Everything a page needs comes from the site itself; what is not named here is refused.
PUBLIC_CSP = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; font-src 'none'; connect-src 'none'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
)
# The admin's “search as you type” fields ask the site again while a curator writes.
ADMIN_CSP = PUBLIC_CSP.replace("connect-src 'none'", "connect-src 'self'")

# The one page that other sites may show within their own, in any language. It has links and nothing to press.
EMBED = "/embed/"
EMBED_CSP = PUBLIC_CSP.replace("frame-ancestors 'none'", "frame-ancestors *").replace(
    "form-action 'self'", "form-action 'none'"
)

# Every feature that Chromium knows by this name; it complains aloud about a name it does not know.
POWERS = [
    "accelerometer",
    "autoplay",
    "browsing-topics",
    "camera",
    "clipboard-read",
    "clipboard-write",
    "display-capture",
    "encrypted-media",
    "fullscreen",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "interest-cohort",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "publickey-credentials-create",
    "publickey-credentials-get",
    "screen-wake-lock",
    "serial",
    "storage-access",
    "usb",
    "window-management",
    "xr-spatial-tracking",
]

# What the desk needs to make a passkey and to sign in with it.
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")


def _permissions(*, own: tuple[str, ...] = ()) -> str:
    return ", ".join(f"{power}=(self)" if power in own else f"{power}=()" for power in POWERS)


OF_THE_DESK = _permissions(own=PASSKEYS)

QUIET = {
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": _permissions(),
}


class QuietHeaders:
    """Set the same headers on every answer, whatever a view says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        mark = logs.answering.set(True)
        try:
            response = self.get_response(request)
        finally:
            logs.answering.reset(mark)
        is_private = _is_private(request)
        response["Content-Security-Policy"] = ADMIN_CSP if _is_admin(request) else PUBLIC_CSP
        for name, value in QUIET.items():
            response[name] = value
        if _is_admin(request):
            response["Permissions-Policy"] = OF_THE_DESK
        if bare(request.path_info) == EMBED:
            _let_it_be_framed(response)
        response.headers.setdefault("X-Robots-Tag", "noindex, noarchive" if is_private else "noarchive")
        if _is_page(response) and not is_private:
            onion.point_there(request, response)
        if is_private or _is_page(response):
            _keep_no_copy(response)
        if request.method == "HEAD":
            _leave_out_what_is_not_sent(response)
        return response


class ReadAsText:
    """Read what comes in as UTF-8 without NUL: a header that names another codec, or that letter, breaks a page.

    Within `QuietHeaders`, so that what cannot be read at all is refused with the same headers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Not left out: what stands before and behind it, as in “%0%000”, would be another.
        request.META["QUERY_STRING"] = request.META.get("QUERY_STRING", "").replace("%00", "+")
        request.encoding = "utf-8"
        for name in [name for name, value in request.COOKIES.items() if "\0" in value]:
            del request.COOKIES[name]
        return self.get_response(request)


def _let_it_be_framed(response: HttpResponseBase) -> None:
    response["Content-Security-Policy"] = EMBED_CSP
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    del response["X-Frame-Options"]


def _is_admin(request: HttpRequest) -> bool:
    return request.path_info.startswith(f"/{settings.ADMIN_PATH}")


def _is_private(request: HttpRequest) -> bool:
    """Whether the answer is for one person only: the admin, and what people send us or follow up on."""
    path = bare(request.path_info)
    return (
        _is_admin(request)
        or path.startswith(("/suggest", "/entry/"))
        or path.endswith(("/correct/", "/report/", "/comment/"))
    )


def _leave_out_what_is_not_sent(response: HttpResponseBase) -> None:
    """Answer HEAD without a body: the web server writes a line into its log for each one that has to be dropped."""
    if isinstance(response, HttpResponse):
        response.headers.setdefault("Content-Length", str(len(response.content)))
        response.content = b""
    elif isinstance(response, StreamingHttpResponse):
        response.streaming_content = iter(())


def _is_page(response: HttpResponseBase) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html")


def _keep_no_copy(response: HttpResponseBase) -> None:
    """Leave nothing on a shared phone. Data files and static files may be kept; they name no visit."""
    if "no-store" not in response.headers.get("Cache-Control", ""):
        response["Cache-Control"] = "no-store"
