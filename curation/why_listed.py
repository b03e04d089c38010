"""Why a listing is listed, as the public reads it: what was found by question, in each language the questions have."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import override

from curation import lineage
from curation.models import Evidence, Finding, Review


def reasons(reviews: Iterable[Review]) -> list[dict[str, Any]]:
    """Tell the public, per question, what was found: an answer, the words for it, and all evidence that may be shown."""
    by_criterion: dict[str, list[Finding]] = {}
    asked_by = lineage.asking()
    for review in reviews:
        for code, finding in lineage.answers(review, asked_by).items():
            by_criterion.setdefault(code, []).append(finding)
    ordered = sorted(by_criterion.values(), key=lambda findings: findings[0].criterion.position)
    return [_reason(findings) for findings in ordered]


def _reason(findings: list[Finding]) -> dict[str, Any]:
    # Two reviewers may differ between “meets” and “partly”: the public is told the more careful one, in the words of
    # whoever found that; others' words would contradict it. Of several, those of the first who declared themselves free.
    careful = next((f for f in findings if f.grade != "meets"), findings[0])
    criterion = careful.criterion
    words = (finding.public_summary for finding in findings if finding.grade == careful.grade)
    summary = next((text for text in words if text.strip()), "")
    shown = {
        (item.url or item.quote): {"label": item.quote, "url": item.url, "seen_on": _day(item)}
        for finding in findings
        for item in finding.evidence.all()
        if item.is_public and item.kind != Evidence.Kind.TOLD
    }
    own = criterion.language
    told = {language: _in_words(careful, language) for language, _name in settings.LANGUAGES if language != own}
    return {
        "code": criterion.code,
        "language": own,
        **_in_words(careful, own),
        "translations": {language: words for language, words in told.items() if words},
        "grade": careful.grade,
        "summary": summary,
        "evidence": list(shown.values()),
    }


def _in_words(finding: Finding, language: str) -> dict[str, str]:
    """Return the question and what was found; nothing if they cannot be read in that language."""
    criterion = finding.criterion
    with override(language):
        told = {"question": criterion.told["question"], "answer": criterion.meaning(finding.grade)}
        return {} if criterion.tongue else told


def retold(reason: dict[str, Any], words: Mapping[str, Mapping[str, str]]) -> dict[str, Any]:
    """Return a reason with what `words` say of its question and answer, by language and text."""
    known = {
        language: {name: texts[reason[name]] for name in ("question", "answer")}
        for language, texts in words.items()
        if reason["question"] in texts and reason["answer"] in texts
    }
    return reason | {"translations": known | reason.get("translations", {})}


def _day(evidence: Evidence) -> str | None:
    return evidence.seen_on.isoformat() if evidence.seen_on else None
