"""The letter that says why something is not listed: built from its reasons, in the language it was sent in."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import formats, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curation.models import CriteriaSet, DeclineReason, Submission
from directory.tongues import guess

# The question of the criteria that a reason answers, by its short name.
ANSWERS: dict[str, str] = {
    DeclineReason.REPRESENTATION: "representation",
    DeclineReason.POLICY: "policy",
    DeclineReason.LANGUAGE: "language",
}
COULD_CHANGE: dict[str, str | Promise] = {
    DeclineReason.REPRESENTATION: gettext_lazy("A page that says who decides, and how those it is for have a say."),
    DeclineReason.POLICY: gettext_lazy("That it says in public that it does not ask for such laws, or not any more."),
    DeclineReason.LANGUAGE: gettext_lazy("Other words and pictures on its own pages."),
    DeclineReason.NOT_A_GROUP: gettext_lazy("A page that shows that several people do this together."),
    DeclineReason.DUPLICATE: gettext_lazy("Nothing is needed. If the entry we have is wrong, you can correct it from its page."),
    DeclineReason.CLOSED: gettext_lazy("A page or a number that shows that it is there again."),
    DeclineReason.NOT_ENOUGH: gettext_lazy("Links to what it does, and to how people reach it."),
    DeclineReason.SPAM: gettext_lazy("If it was meant in earnest, send it again in other words."),
}  # fmt: skip


def tongue(submission: Submission) -> str:
    """Guess in which of the site’s languages it was written; the site’s first one if its words do not tell."""
    # The note is in the sender's words; what a correction leaves as it was is not.
    found = guess(submission.submitter_note, fewest=1) or guess(submission.description, fewest=1)
    return found if found in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def refusal(
    submission: Submission, reasons: Sequence[str], words: str, *, language: str, appeal_until: date | None
) -> str:
    """Write what was decided, why, what could change it, and until when it can be appealed against; if it can."""
    with translation.override(language):
        in_words = _in_words()
        parts = [
            _decided(submission),
            *(_reason(DeclineReason(reason)) for reason in reasons),
            f"{in_words}\n{words}",
            _appeal(appeal_until),
        ]
        return "\n\n".join(parts)


def written_in(letter: str) -> str:
    """Name the language of a letter as it was sent; nothing if our letters say it in other words since."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            if _in_words() in letter:
                return language
    return ""


def _in_words() -> str:
    return _("In our reviewers’ words:")


def _decided(submission: Submission) -> str:
    if submission.purpose == Submission.Purpose.NEW:
        decided = _("Thank you for telling us about “%(name)s”. We have decided not to list it. This is why:")
    else:
        decided = _("Thank you for writing to us about “%(name)s”. We have decided to leave its entry as it is. This is why:")  # fmt: skip
    return decided % {"name": submission.name}


def _reason(reason: DeclineReason) -> str:
    could_change = _("What could change this: %(what)s") % {"what": COULD_CHANGE[reason]}
    return "\n".join([f"– {reason.label}.", *_question(reason), could_change])


def _question(reason: DeclineReason) -> Iterator[str]:
    criteria = CriteriaSet.objects.current()
    asked = criteria.criterion_set.filter(code=ANSWERS.get(reason, "")).first()
    if asked:
        page = f"{settings.SITE_URL}{reverse('criteria_version', args=[criteria.version])}#{asked.code}"
        yield _("The question we ask of everybody: “%(question)s”") % {"question": asked.told["question"]} + f" {page}"


def _appeal(until: date | None) -> str:
    if until is None:
        return _("It was decided on your appeal, and is final. You can send it again when something is different.")
    told = _(
        "If you think we are wrong, you can appeal once, until %(day)s, on the page where you read this. People who had no part "
        "in the decision then look at it again. You can also send it again when something is different."
    )
    return told % {"day": formats.date_format(until, "DATE_FORMAT")}
