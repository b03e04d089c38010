"""What is good to know of a link before following it: told in a few quiet words, and never by asking the site itself."""

from typing import NamedTuple
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Habits(NamedTuple):
    """What kind of site it is, and whether it tends to hide its pages from people without an account."""

    kind: Promise | None
    asks_to_sign_in: bool = True


SOCIAL, CHAT = _("social network"), _("chat app")
SIGN_IN, NOT_ENCRYPTED = _("may ask you to sign in"), _("not encrypted")

# By domain; what is below it is the same site.
SITES = {
    "bsky.app": Habits(SOCIAL, asks_to_sign_in=False),
    "discord.com": Habits(CHAT),
    "discord.gg": Habits(CHAT),
    "facebook.com": Habits(SOCIAL),
    "fb.com": Habits(SOCIAL),
    "fb.me": Habits(SOCIAL),
    "groups.google.com": Habits(None),
    "instagram.com": Habits(SOCIAL),
    "linkedin.com": Habits(SOCIAL),
    "lnkd.in": Habits(SOCIAL),
    "m.me": Habits(CHAT),
    "mastodon.social": Habits(SOCIAL, asks_to_sign_in=False),
    "reddit.com": Habits(SOCIAL, asks_to_sign_in=False),
    "signal.group": Habits(CHAT),
    "signal.me": Habits(CHAT),
    "slack.com": Habits(CHAT),
    "t.me": Habits(CHAT),
    "telegram.me": Habits(CHAT),
    "telegram.org": Habits(CHAT),
    "threads.com": Habits(SOCIAL),
    "threads.net": Habits(SOCIAL),
    "tiktok.com": Habits(SOCIAL),
    "tumblr.com": Habits(SOCIAL),
    "twitter.com": Habits(SOCIAL),
    "wa.me": Habits(CHAT),
    "whatsapp.com": Habits(CHAT),
    "x.com": Habits(SOCIAL),
    "youtu.be": Habits(SOCIAL, asks_to_sign_in=False),
    "youtube.com": Habits(SOCIAL, asks_to_sign_in=False),
}


def host(url: object) -> str:
    """Return the host of a link, or nothing if there is none to name."""
    try:
        return urlsplit(str(url)).hostname or ""
    except ValueError:
        return ""


def is_onion(url: object) -> bool:
    """Whether only Tor can open it. Any other browser would tell its network the name that was asked for."""
    return host(url).rstrip(".").endswith(".onion")


def followable(url: str) -> str:
    """Return the address if it may be a link; an onion address is only shown."""
    return "" if is_onion(url) else url


def cautions(url: object) -> list[str]:
    habits = _habits(host(url))
    words = [habits.kind] if habits.kind else []
    words += [SIGN_IN] if habits.asks_to_sign_in else []
    words += [NOT_ENCRYPTED] if str(url).lower().startswith("http:") and not is_onion(url) else []
    return [str(word) for word in words]


def _habits(name: str) -> Habits:
    while name:
        if name in SITES:
            return SITES[name]
        name = name.partition(".")[2]
    return Habits(None, asks_to_sign_in=False)
