"""Refuses passwords that are little more than our own words, or a common one with something added to make it long enough."""

import re
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

OURS = {
    "password", "passphrase", "curator", "reviewer", "publisher", "administrator", "admin", "directory", "organization",
    "survivor", "vetting", "welcome", "letmein", "qwertyuiop", "qwerty", "secret",
}  # fmt: skip
LEAST_LEFT = 8
SHORTEST_NAME = 4


class NotEasyToGuess(CommonPasswordValidator):
    """Wants enough different characters to be left when our words, the site's names and the handle are taken out.

    Its list of common passwords is Django's, which has few that are long; so it looks at the letters alone too.
    """

    def validate(self, password: str, user: Any = None) -> None:
        left = password.casefold()
        letters = re.sub(r"[\W\d_]+", "", left)
        for word in sorted(_words(user), key=len, reverse=True):
            left = left.replace(word, "")
        if len(set(left)) < LEAST_LEFT or letters in self.passwords:
            raise ValidationError(
                _("This password is easy to guess. %(advice)s") % {"advice": self.get_help_text()}, code="easy"
            )

    def get_help_text(self) -> str:
        return _("Three or four words that nobody would put together are good, and easy to type.")


def _words(user: Any) -> set[str]:
    names = [settings.SITE_NAME, *settings.ALLOWED_HOSTS, user.get_username() if user else ""]
    parts = {part for name in names for part in re.split(r"[\W_]+", name.casefold())}
    return OURS | {part for part in parts if len(part) >= SHORTEST_NAME}
