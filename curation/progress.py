"""What whoever sent a submission is told of it: where it is in plain words, never who reads it or what they found."""

from dataclasses import dataclass

from django.utils import formats
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from curation import appeals, asking
from curation.models import Appeal, Submission
from curation.states import State, told

Words = tuple[str | Promise, str | Promise]

NEW: dict[str, Words] = {
    State.WAITING: (
        _("We have it"),
        _("It is waiting for a reviewer. We are volunteers, so this can take some weeks."),
    ),
    State.IN_REVIEW: (_("We are looking at it"), _("Reviewers are reading what the group says and does.")),
    State.NEEDS_INFO: (_("We have a question"), _("Please read it below and answer it if you can.")),
    State.PUBLISHED: (_("It is listed"), _("Thank you. People can find it now.")),
    State.DECLINED: (_("We are not listing it"), _("We have written down why. Nobody else is told about this.")),
    State.TAKEN_BACK: (_("It was taken back"), _("Whoever sent it took it back before we had looked at it.")),
    State.WITHDRAWN: (_("It is not listed any more"), _("It was listed, and has been taken down since.")),
}
CHANGE: dict[str, Words] = NEW | {
    State.IN_REVIEW: (_("We are looking at it"), _("Reviewers are checking what you told us.")),
    State.PUBLISHED: (_("The entry has been changed"), _("Thank you for putting it right.")),
    State.DECLINED: (_("We are not making this change"), _("We have written down why.")),
}


@dataclass(frozen=True)
class Progress:
    title: str
    words: str
    listing_url: str = ""
    is_asked: bool = False


def progress(submission: Submission) -> Progress:
    is_asked = asking.is_asked(submission)
    title, sentence = _words(submission, State.NEEDS_INFO if is_asked else told(submission.state))
    listing = submission.organization
    url = listing.get_absolute_url() if listing and listing.is_listed else ""
    return Progress(str(title), str(sentence), url, is_asked=is_asked)


def title(submission: Submission) -> str:
    """Say it in the fewest words, as a list does."""
    return str(_words(submission, told(submission.state))[0])


def _words(submission: Submission, state: str) -> Words:
    words = (NEW if submission.purpose == Submission.Purpose.NEW else CHANGE)[state]
    appeal = appeals.of(submission)
    return _on_appeal(appeal, state, words) if appeal else words


def _on_appeal(appeal: Appeal, state: str, words: Words) -> Words:
    title, sentence = words
    if state == State.IN_REVIEW:
        by = formats.date_format(appeal.due_on, "DATE_FORMAT")
        anew = gettext(
            "People who had no part in the decision are looking at it again. You will find their answer here by %(day)s."
        )
        return _("We are looking at your appeal"), anew % {"day": by}
    if state == State.DECLINED:
        final = gettext("It was decided on your appeal, and is final.")
        return title, f"{sentence} {final}"
    return words
