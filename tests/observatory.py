"""How Mozilla's HTTP Observatory would score an answer, by its published rules (src/grader and src/analyzer of mdn-http-observatory).

Every rule takes the answer and returns what it adds to 100 or takes away.
"""

import re

EXTRA_CREDIT_FROM = 90
BROAD = {"ftp:", "http:", "https:", "*", "http://*", "http://*.*", "https://*", "https://*.*"}
INLINE = {"'unsafe-inline'", "data:"}
PRIVATE = {"no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"}
HALF_A_YEAR = 15_768_000
FOREIGN_SCRIPT = re.compile(rb"""<script[^>]+src=["'](?:https?:)?//""")


def policy(answer):
    parts = (part.split() for part in answer.get("Content-Security-Policy", "").split(";") if part.strip())
    return {name: set(sources) for name, *sources in parts}


def content_security_policy(answer):
    csp = policy(answer)
    if not csp:
        return -25
    scripts, styles, objects = (
        csp.get(f"{kind}-src", csp.get("default-src", {"*"})) for kind in ("script", "style", "object")
    )
    if scripts & (BROAD | INLINE) or objects & BROAD:
        return -20
    if any(source.startswith(("http:", "ftp:")) for sources in csp.values() for source in sources):
        return -20
    if "'unsafe-eval'" in scripts | styles:
        return -10
    if styles & (BROAD | INLINE):
        return 0
    return 10 if csp.get("default-src") == {"'none'"} else 5


def cookies(answer):
    if not answer.cookies:
        return 0
    worst = 5
    for cookie in answer.cookies.values():
        is_session = any(word in cookie.key.lower() for word in ("login", "sess"))
        worst = min(
            worst,
            5 if cookie["samesite"] in {"Lax", "Strict"} else -20,
            5 if cookie["secure"] else (-40 if is_session else -20),
            5 if cookie["httponly"] or not is_session else -30,
        )
    return worst


def cross_origin_sharing(answer):
    return -50 if answer.get("Access-Control-Allow-Credentials") == "true" else 0


def referrer(answer):
    said = answer.get("Referrer-Policy")
    return 0 if said is None else 5 if said in PRIVATE else -5


def transport(answer):
    age = re.search(r"max-age=(\d+)", answer.get("Strict-Transport-Security", ""))
    return -20 if not age else 0 if int(age[1]) >= HALF_A_YEAR else -10


def scripts(answer):
    return -50 if FOREIGN_SCRIPT.search(getattr(answer, "content", b"")) else 0


def content_type(answer):
    return 0 if answer.get("X-Content-Type-Options") == "nosniff" else -5


def frames(answer):
    ancestors = policy(answer).get("frame-ancestors", {"*"})
    if not ancestors & BROAD:
        return 5
    return 0 if answer.get("X-Frame-Options") in {"DENY", "SAMEORIGIN"} else -20


def resource(answer):
    return 10 if answer.get("Cross-Origin-Resource-Policy") in {"same-origin", "same-site"} else 0


def opener(answer):
    return 10 if answer.get("Cross-Origin-Opener-Policy") == "same-origin" else 0


def embedder(answer):
    return 10 if answer.get("Cross-Origin-Embedder-Policy") in {"require-corp", "credentialless"} else 0


RULES = (
    content_security_policy, cookies, cross_origin_sharing, referrer, transport, scripts, content_type, frames, resource,
    opener, embedder,
)  # fmt: skip


def score(answer):
    """Add everything up; what is good counts only where little is bad."""
    found = [rule(answer) for rule in RULES]
    bad = 100 + sum(number for number in found if number < 0)
    return 100 + sum(found) if bad >= EXTRA_CREDIT_FROM else bad
