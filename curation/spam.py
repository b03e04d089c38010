"""Signs of spam. They only ever hold a submission for a closer look: a person decides, and the sender is not told."""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from curation.models import CriteriaComment, Report, Submission

MANY_LINKS = 4
MANY_TIMES = 3
WORTH_COMPARING = 20
LINK = re.compile(r"https?://|www\.", re.IGNORECASE)


# What is stored of a sign, so that each curator reads it in a language of their own.
SIGNS: dict[str, str | Promise] = {
    "trap": gettext_lazy("A field was filled in that people do not see."),
    "fast": gettext_lazy("It was sent within seconds of opening the page."),
    "many": gettext_lazy("Many came from the same network within an hour."),
    "links": gettext_lazy("There are %(count)d links in its text."),
    "same": gettext_lazy("The same text has been sent several times."),
}


def signs(*, texts: Sequence[str], is_trapped: bool, is_too_fast: bool, is_over: bool) -> list[str]:
    """Name what speaks for spam in what was written and how it was sent; `told` says it in sentences."""
    manner = {"trap": is_trapped, "fast": is_too_fast, "many": is_over}
    return [*(sign for sign, is_there in manner.items() if is_there), *_content([text.strip() for text in texts])]


def told(found: Iterable[str]) -> list[str]:
    """Say signs in sentences. One that was stored as a sentence stands as it is."""
    return [_sentence(sign) for sign in found]


def _sentence(sign: str) -> str:
    name, _space, count = sign.partition(" ")
    # Only links are counted.
    if name not in SIGNS or count.isdecimal() != (name == "links"):
        return sign
    return str(SIGNS[name]) % {"count": int(count or 0)}


def _content(texts: list[str]) -> Iterator[str]:
    links = sum(len(LINK.findall(text)) for text in texts)
    if links >= MANY_LINKS:
        yield f"links {links}"
    if any(len(text) >= WORTH_COMPARING and _times_sent(text) >= MANY_TIMES for text in texts):
        yield "same"


def _times_sent(text: str) -> int:
    alike = Submission.objects.filter(description=text) | Submission.objects.filter(submitter_note=text)
    said = [model.objects.filter(words=text).count() for model in (Report, CriteriaComment)]
    return alike.count() + sum(said)
