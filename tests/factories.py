"""Real rows by the real doors: a test names only what it is about."""

import hashlib
import itertools
from datetime import date

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, User
from django.utils import timezone

from curation import call_backs, intake, links, notes, reports, review, translations
from curation.models import CriteriaSet, Evidence, Finding, Review, Source, Submission
from directory.models import FocusArea, Language, Organization, Population
from directory.record import blank, facts_of
from tests import signing_in

_numbers = itertools.count(1)
SEEN = date(2026, 10, 1)
# What lets an address, and where exactly it is, be shown.
OPEN_DOOR = {"public_address": "1 Open Street", "address_is_open": True, "address_is_agreed": True}


def focus_area(slug="connection-care"):
    return FocusArea.objects.get(slug=slug)


def language(slug="en"):
    return Language.objects.get(slug=slug)


def population(slug="sex-workers"):
    return Population.objects.get(slug=slug)


def user(*roles, username=None):
    """A member of staff with these roles, by the names of their groups, who signs in with a password and an app."""
    number = next(_numbers)
    made = User.objects.create_user(username or f"curator-{number}", password="a long enough password", is_staff=True)
    made.groups.set([Group.objects.get(name=role) for role in roles])
    TOTP.activate(made, signing_in.KEY)
    return made


def reviewer(username=None):
    return user("Reviewer", username=username)


def publisher(username=None):
    return user("Publisher", username=username)


def facts(**given):
    """Facts that pass every rule, but for what the test names."""
    number = next(_numbers)
    return (
        blank()
        | {
            "name": _made_up_name(number),
            "description": "Peer support and legal clinics, run by members.",
            "website": f"https://lantern-{number}.example.org/",
            "reach": "local",
            "country": "US",
            "region": "NV",
            "city": "Reno",
            "focus_areas": ["connection-care"],
            "languages": ["en"],
        }
        | given
    )


def submission(*, source=Source.FORM, by=None, **given):
    return intake.receive(facts(**given), source=source, by=by).submission


def change(organization, *, by=None, source=Source.FORM, **changed):
    """A proposed change to a listing that differs from it in what is `changed`."""
    return intake.receive(
        facts_of(organization) | changed,
        source=source,
        by=by,
        purpose=Submission.Purpose.CHANGE,
        organization=organization,
    ).submission


def assessment(criterion, grade="meets", **given):
    evidence = [{"kind": Evidence.Kind.OWN, "url": "https://example.org/about", "quote": "", "seen_on": SEEN}]
    words = {"sentence": "Their own pages say so.", "public_summary": f"{criterion.title}: we read their pages."}
    return review.Assessment(criterion=criterion, grade=grade, **(words | {"evidence": evidence} | given))


def criteria():
    return list(CriteriaSet.objects.current().criterion_set.all())


def assessed(submission, *, by, grade="meets"):
    """Let `by` take the submission up, declare no conflict and answer every question alike."""
    review.claim(submission, by=by)
    review.declare(submission, by=by, has_conflict=False)
    review.assess(submission, by=by, assessments=[assessment(criterion, grade) for criterion in criteria()])
    submission.refresh_from_db()
    return submission


def recommended(submission, *, by, recommendation="publish"):
    assessed(submission, by=by)
    review.recommend(
        submission, by=by, recommendation=recommendation, facts_checked_on=SEEN, facts_checked_how="their website"
    )
    submission.refresh_from_db()
    return submission


def called_back(submission, *, by, outcome="confirmed", **given):
    """Let `by` ask the listed group, by the first way it has, about how else it is to be reached."""
    asked = {"called_on": timezone.localdate(), "channel": call_backs.channels(submission)[0], "how": "I asked there."}
    return review.call_back(submission, by=by, outcome=outcome, **(asked | given))


def pair():
    """Two publishers, always the same ones within a test."""
    names = ("first-reader", "second-reader")
    return [User.objects.filter(username=name).first() or publisher(name) for name in names]


def published(submission):
    """Take a submission the whole way: two reviewers recommend it, one publishes it."""
    first, second = pair()
    review.claim(submission, by=first)
    submission.refresh_from_db()
    if call_backs.missing(submission):
        called_back(submission, by=first)
    agreed(submission, first, second)
    try:
        return review.publish(submission, by=second)
    except review.NotReady:
        for alike in notes.lookalike_remarks(submission):
            review.clear(submission, by=first, subject="look-alike", digest=alike.note.digest, reason="Both are real.")
        return review.publish(submission, by=second)


def agreed(submission, *readers):
    """Leave at once what `recommended` leaves for each of `readers`, but for its lines in the trail: in a tenth of the time."""
    submission.claimed_by = submission.claimed_until = None
    submission.save(update_fields=["claimed_by", "claimed_until"])
    asked, now = criteria(), timezone.now()
    reviews = Review.objects.bulk_create(
        Review(
            submission=submission,
            reviewer=reader,
            criteria=asked[0].criteria,
            recommendation="publish",
            recommended_at=now,
            facts_checked_on=SEEN,
            facts_checked_how="their website",
        )
        for reader in readers
    )
    answers = [(one, assessment(criterion)) for one in reviews for criterion in asked]
    findings = Finding.objects.bulk_create(
        Finding(review=one, criterion=a.criterion, grade=a.grade, sentence=a.sentence, public_summary=a.public_summary)
        for one, a in answers
    )
    Evidence.objects.bulk_create(
        Evidence(finding=finding, **evidence)
        for finding, (_one, a) in zip(findings, answers, strict=True)
        for evidence in a.evidence
    )


def organization(**given):
    """A published listing. Columns that facts do not have (facts_checked_on, …) may be given too."""
    columns = {name: given.pop(name) for name in list(given) if name not in blank()}
    made = published(submission(**given)).organization
    if columns:
        Organization.objects.filter(pk=made.pk).update(**columns)
        if "facts_checked_on" in columns:
            made.ways.update(last_confirmed=columns["facts_checked_on"])
        made.refresh_from_db()
    return made


def report(organization, kind="unsafe", words=""):
    return reports.receive(organization, kind=kind, words=words).report


def translation(organization, code="es", *, by=None, **texts):
    """What one reviewer proposes: the description, unless the test says which texts."""
    texts = texts.get("texts") or {organization.description: "Apoyo entre pares, por quienes lo viven."}
    return translations.propose(organization, code, texts, by=by or pair()[0], seen=organization.version)


def link(organization, purpose="entry"):
    """A private link for the group, which a curator has passed on."""
    return links.make(organization, purpose=purpose, by=pair()[0]).link


def mailed_link(organization, purpose="entry"):
    """A private link that this site has mailed to the group's own address."""
    return links.make(organization, purpose=purpose, by=pair()[0], is_mailed=True).link


def unanswered(organization, *, on, by=None):
    """A call to the group that nobody took."""
    by, seen = by or pair()[0], Organization.objects.get(pk=organization.pk).version
    return review.verify(organization, review.Checked("called", on, "no-answer"), by=by, seen=seen)


def withdrawn(**given):
    made = organization(**given)
    review.withdraw(made, by=pair()[0], reason="wrong")
    made.refresh_from_db()
    return made


def _made_up_name(number):
    """Make a name unlike every other, so that no made-up group is a likely duplicate of another."""
    letters = hashlib.sha256(str(number).encode()).hexdigest().translate(str.maketrans("0123456789", "ghijklmnop"))
    return f"{letters[:6]} {letters[6:12]} {letters[12:18]}".title()
