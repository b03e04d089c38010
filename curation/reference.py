"""Private references: how somebody without an account follows what they sent.

A reference is 16 letters and digits (80 bits) made from the form's one-time number, so that sending a page
twice gives the same reference. Only its digest is stored.
"""

import base64
import hashlib
import hmac
import secrets

from django.conf import settings

_LOOKALIKES = str.maketrans({"0": "O", "1": "I", "8": "B", "9": "G"})
LENGTH = 16


def new_nonce() -> str:
    return secrets.token_urlsafe(16)


def reference_for(nonce: str) -> str:
    """Return the reference for a form's one-time number, in four groups of four."""
    made = hmac.new(settings.SECRET_KEY.encode(), f"reference {nonce}".encode(), hashlib.sha256).digest()
    letters = base64.b32encode(made).decode()[:LENGTH]
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))


def digest(reference: str) -> str:
    """Return what is stored for `reference`, however it was typed: spaces, hyphens, case and look-alikes forgiven."""
    typed = "".join(character for character in reference.upper() if character.isalnum())
    return hashlib.sha256(typed.translate(_LOOKALIKES).encode()).hexdigest()
