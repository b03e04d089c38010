"""The one door through: the only code that moves a submission from one state to another.

Every verb takes the record and `by=` whom, and one that writes over what a page showed takes `seen=`, the version it
showed: it *takes* (locks and checks), *acts*, and *records*, in one transaction. What stands in the way is a `ReviewError`.
"""

from curation.review.again import hide_again, leave_again, take_down_again
from curation.review.appealing import appeal
from curation.review.calling import call_back, second_call_back
from curation.review.desk import claim, declare, release, take_back
from curation.review.errors import NotReady, ReviewError, Stale
from curation.review.findings import Assessment, assess, recommend
from curation.review.founding import found
from curation.review.opinions import opine
from curation.review.outcome import ask, decline, letter, publish, reopen, reply
from curation.review.own import confirm, end_links, hide, hide_leadership, leave, pause, resume, show_leadership
from curation.review.revision import clear, revise
from curation.review.standing import ask_restore, refuse_restore, restore, withdraw
from curation.review.third import ask_third
from curation.review.verification import Checked, keep_unreached, verify

__all__ = [
    "Assessment",
    "Checked",
    "NotReady",
    "ReviewError",
    "Stale",
    "appeal",
    "ask",
    "ask_restore",
    "ask_third",
    "assess",
    "call_back",
    "claim",
    "clear",
    "confirm",
    "declare",
    "decline",
    "end_links",
    "found",
    "hide",
    "hide_again",
    "hide_leadership",
    "keep_unreached",
    "leave",
    "leave_again",
    "letter",
    "opine",
    "pause",
    "publish",
    "recommend",
    "refuse_restore",
    "release",
    "reopen",
    "reply",
    "restore",
    "resume",
    "revise",
    "second_call_back",
    "show_leadership",
    "take_back",
    "take_down_again",
    "verify",
    "withdraw",
]
