"""Signs of spam. They only ever hold a submission for a closer look: a person decides, and the sender is not told."""

import re
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from curation.models import CriteriaComment, Report, Submission

MANY_LINKS = 4
MANY_TIMES = 3
WORTH_COMPARING = 20
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


def signs(*, texts: Sequence[str], is_trapped: bool, is_too_fast: bool, is_over: bool) -> list[str]:
    """Say in sentences what speaks for spam in what was written and how it was sent."""
    return [
        *_manner(is_trapped=is_trapped, is_too_fast=is_too_fast, is_over=is_over),
        *_content([text.strip() for text in texts]),
    ]


def _manner(*, is_trapped: bool, is_too_fast: bool, is_over: bool) -> Iterator[str]:
    if is_trapped:
        yield _("A field was filled in that people do not see.")
    if is_too_fast:
        yield _("It was sent within seconds of opening the page.")
    if is_over:
        yield _("Many came from the same network within an hour.")


def _content(texts: list[str]) -> Iterator[str]:
    links = sum(len(LINK.findall(text)) for text in texts)
    if links >= MANY_LINKS:
        yield _("There are %(count)d links in its text.") % {"count": links}
    if any(len(text) >= WORTH_COMPARING and _times_sent(text) >= MANY_TIMES for text in texts):
        yield _("The same text has been sent several times.")


def _times_sent(text: str) -> int:
    alike = Submission.objects.filter(description=text) | Submission.objects.filter(submitter_note=text)
    said = [model.objects.filter(words=text).count() for model in (Report, CriteriaComment)]
    return alike.count() + sum(said)
