"""Two reviewers who work through the queue by the real verbs, at the same time, and write down what they were told was done.

python -m bench.reviewers HANDLE SECONDS
"""

import json
import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

import django

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from curation.models import Submission

# Of so many, one is asked about first, and one is declined.
ASKED, DECLINED = 5, 7


def work(handle: str, seconds: float) -> None:
    """Print each decision as a line once its verb has come back, and at the end how often somebody was in the way."""
    from django.contrib.auth.models import User
    from django.db import OperationalError

    from curation import review
    from curation.models import Submission

    me, refused, until = User.objects.get(username=handle), Counter[str](), time.monotonic() + seconds
    while time.monotonic() < until:
        mine = Submission.objects.open().exclude(reviews__reviewer=me, reviews__recommendation="publish")
        ready = Submission.objects.open().filter(reviews__reviewer=me, reviews__recommendation="publish")
        for submission in [*ready.order_by("?")[:5], *mine.order_by("?")[:3]]:
            try:
                _take_on(submission, me)
            except (review.ReviewError, OperationalError) as error:
                # A colleague has it in hand, or one reviewer is missing; or SQLite was busy for too long.
                refused[type(error).__name__] += 1
        time.sleep(0.05)
    print(json.dumps({"refused": refused}))


def _take_on(submission: "Submission", me: "User") -> None:
    from curation import demo, review

    if submission.reviews.filter(recommendation="publish").count() > 1:
        review.publish(submission, by=me)
        _say("publish", submission)
    elif submission.pk % DECLINED == 0:
        review.claim(submission, by=me)
        review.decline(submission, by=me, reason="spam", words="Invented for a measurement.")
        _say("decline", submission)
    elif submission.pk % ASKED == 0 and not submission.messages.exists():
        review.claim(submission, by=me)
        review.ask(submission, by=me, question="Who decides?")
        review.reply(submission, text="The members do.")
        _say("reply", submission)
    elif not submission.reviews.filter(reviewer=me, recommendation="publish").exists():
        demo.recommend(submission, me)
        _say("recommend", submission)


def _say(kind: str, submission: "Submission") -> None:
    print(json.dumps({"kind": kind, "uuid": str(submission.uuid)}), flush=True)


if __name__ == "__main__":
    django.setup()
    work(sys.argv[1], float(sys.argv[2]))
