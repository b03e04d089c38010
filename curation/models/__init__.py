"""The private record: submissions, the criteria, what reviewers found, and the trail of decisions."""

from curation.models.appeals import Appeal, SetAside
from curation.models.attempts import Attempt
from curation.models.call_backs import CallBack
from curation.models.comments import CriteriaComment
from curation.models.criteria import OFFERED, CriteriaSet, Criterion, Grade
from curation.models.digest import Digest
from curation.models.group import Agreement, GroupLink, OptOut
from curation.models.language import LanguageTerm
from curation.models.link_checks import LinkCheck, LinkDetail, LinkResult
from curation.models.looked_over import LookedOver, Suspicion
from curation.models.memory import EarlierDecision
from curation.models.opinions import Opinion
from curation.models.partners import PartnerId
from curation.models.reports import Report
from curation.models.review import (
    DeclineReason,
    Evidence,
    Finding,
    Recommendation,
    Review,
    WithdrawReason,
)
from curation.models.sheets import Batch, BatchFile, BatchPiece, Coalition, Remembered, Row
from curation.models.submission import (
    Clearance,
    Message,
    Relationship,
    Source,
    Submission,
    SubmittedArea,
    SubmittedPolicy,
    SubmittedWay,
)
from curation.models.third_readings import ThirdReading
from curation.models.trail import Decision, DecisionPayload, TrailHead
from curation.models.translations import Translation
from curation.models.verification import Verification
from curation.models.yearly import MonthInNumbers, YearInNumbers

__all__ = [
    "OFFERED",
    "Agreement",
    "Appeal",
    "Attempt",
    "Batch",
    "BatchFile",
    "BatchPiece",
    "CallBack",
    "Clearance",
    "Coalition",
    "CriteriaComment",
    "CriteriaSet",
    "Criterion",
    "Decision",
    "DecisionPayload",
    "DeclineReason",
    "Digest",
    "EarlierDecision",
    "Evidence",
    "Finding",
    "Grade",
    "GroupLink",
    "LanguageTerm",
    "LinkCheck",
    "LinkDetail",
    "LinkResult",
    "LookedOver",
    "Message",
    "MonthInNumbers",
    "Opinion",
    "OptOut",
    "PartnerId",
    "Recommendation",
    "Relationship",
    "Remembered",
    "Report",
    "Review",
    "Row",
    "SetAside",
    "Source",
    "Submission",
    "SubmittedArea",
    "SubmittedPolicy",
    "SubmittedWay",
    "Suspicion",
    "ThirdReading",
    "TrailHead",
    "Translation",
    "Verification",
    "WithdrawReason",
    "YearInNumbers",
]
