"""The curators' desk: it lists, asks, calls a verb and shows the sentence. No rule lives here."""

from curation.admin import (
    criteria,
    language,
    link_checks,
    listings,
    queue,
    reports,
    sheets,
    sign_in,
    trail,
    translations,
    users,
)

__all__ = [
    "criteria",
    "language",
    "link_checks",
    "listings",
    "queue",
    "reports",
    "sheets",
    "sign_in",
    "trail",
    "translations",
    "users",
]
