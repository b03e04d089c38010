"""The founding list: the document's own organizations, brought in through the queue like everyone else.

Nobody's review is invented: the findings are the document's, their evidence is its list and public sources, and
each listing says so until this site's own reviewers have done their work.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from curation import intake, review
from curation.models import CriteriaSet, Decision, Evidence, Finding, Grade, Review, Source, Submission
from directory.models import Organization

FILE = Path(settings.BASE_DIR) / "fixtures" / "founding_organizations.json"


def make_founding_list(path: Path = FILE) -> list[Submission]:
    """List the document's organizations on an empty site; one without a second source stays in the queue.

    Returns what came in; nothing on a site that has any listing, submission or decision.
    """
    if Organization.objects.exists() or Submission.objects.exists() or Decision.objects.exists():
        return []
    told = json.loads(path.read_text(encoding="utf-8"))
    with transaction.atomic():
        return [_bring_in(facts, told["document"]) for facts in told["organizations"]]


def _bring_in(told: dict[str, Any], document: str) -> Submission:
    facts = {name: value for name, value in told.items() if name not in {"named_under", "sources", "parent"}}
    facts["parent"] = _public_id(told.get("parent"))
    facts["ways"] = [{"link": "", **way} for way in told.get("ways", [])]
    submission = intake.receive(facts, source=Source.DOCUMENT).submission
    has_second_source = bool(told["sources"])
    _write_findings(submission, told, document, Grade.NAMED if has_second_source else Grade.UNCLEAR)
    return review.found(submission) if has_second_source else submission


def _write_findings(submission: Submission, told: dict[str, Any], document: str, grade: Grade) -> None:
    criteria = CriteriaSet.objects.current()
    reading = Review.objects.create(submission=submission, reviewer=None, criteria=criteria)
    if grade == Grade.NAMED:
        sentence = _("The document names it under “%(list)s”. This site’s own reviewers have not looked at it yet.")
    else:
        sentence = _("The document names it under “%(list)s”, and no second public source was found.")
    for criterion in criteria.criterion_set.all():
        finding = Finding.objects.create(
            review=reading, criterion=criterion, grade=grade, sentence=sentence % {"list": told["named_under"]}
        )
        Evidence.objects.create(finding=finding, kind=Evidence.Kind.OTHERS, quote=document[:300])
        for url in told["sources"]:
            Evidence.objects.create(finding=finding, kind=_kind(url, submission.website), url=url)


def _kind(url: str, website: str) -> str:
    """A source on the group's own site is its own word; any other is what others say."""
    own = _domain(url) == _domain(website)
    return Evidence.Kind.OWN if own else Evidence.Kind.OTHERS


def _domain(url: str) -> str:
    return ".".join((urlsplit(url).hostname or "").split(".")[-2:])


def _public_id(name: str | None) -> str | None:
    return str(Organization.objects.get(name=name).public_id) if name else None
