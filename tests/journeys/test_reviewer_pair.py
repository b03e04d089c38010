"""A pair of reviewers, each with twenty minutes: from what somebody sent to a listing a visitor finds."""

from django.urls import reverse

from curation import trail
from curation.models import Decision
from tests import factories
from tests.curation.admin.desk import answers, page, press, said, signed_in, words

CHECKED = {"facts_checked_on": "2026-10-01", "facts_checked_how": "their website"}
PRIVATE = "Seen in their statutes, between us."


def test_two_readers_each_on_their_own_and_then_the_group_is_found_by_what_it_works_on(db, client):
    first, second = (signed_in(user) for user in factories.pair())
    submission = factories.submission(name="Casa Amarilla", focus_areas=["living-wages-housing"])
    found = "/groups/?focus=living-wages-housing"

    queue = words(first.get(reverse("admin:curation_submission_changelist"), {"needs": "new"}))
    press(first, submission, "begin")
    press(first, submission, "recommend-publish", **answers(sentence=PRIVATE), **CHECKED)
    too_soon = said(press(first, submission, "publish"))
    blind = words(second.get(page(submission)))
    press(second, submission, "begin")
    press(second, submission, "recommend-publish", **answers(), **CHECKED)
    side_by_side = words(second.get(page(submission)))
    before = words(client.get(found))
    published = said(press(second, submission, "publish"))
    listed, listing = words(client.get(found)), words(client.get("/groups/casa-amarilla/"))

    assert "Casa Amarilla" in queue
    assert too_soon == ["It cannot be published yet. One more reviewer must recommend publishing."]
    assert (PRIVATE in blind, PRIVATE in side_by_side) == (False, True)
    assert published == ["Published. Visitors can see it now."]
    assert ("Casa Amarilla" in before, "Casa Amarilla" in listed) == (False, True)
    assert ("We read their pages." in listing, PRIVATE in listing) == (True, False)
    assert [line.actor for line in Decision.objects.filter(kind__in=["recommend", "publish"])] == [
        *["first-reader", "second-reader"],
        "second-reader",
    ]
    assert trail.verify().faults == []


def test_the_second_of_two_is_told_when_the_first_changed_the_facts_and_loses_nothing(db):
    first, second = (signed_in(user) for user in factories.pair())
    submission = factories.submission(name="Casa Amarilla", city="Reno")
    press(first, submission, "begin")
    press(first, submission, "release")
    press(second, submission, "begin")
    submission.refresh_from_db()
    seen = submission.version
    press(second, submission, "release")
    press(first, submission, "claim")
    facts = reverse("admin:curation_submission_facts", args=[submission.pk])
    form = first.get(facts).context["form"]
    typed = {name: value for name, value in form.initial.items() if isinstance(value, str)}
    rows = {f"{rows}-{count}": "0" for rows in ("ways", "service_areas") for count in ("TOTAL_FORMS", "INITIAL_FORMS")}
    sent = typed | rows | {"focus_areas": ["connection-care"], "languages": ["en"], "city": "Sparks", "seen": str(seen)}
    first.post(facts, sent | {f"policies-{q}-answer": "unknown" for q in ("police", "reporting", "id")})
    press(first, submission, "release")
    press(second, submission, "claim")

    told = second.post(page(submission), {"do": "save", "seen": seen} | answers(sentence="What I typed."))

    assert submission.__class__.objects.get().city == "Sparks"
    assert said(told)[0].startswith("first-reader changed “Casa Amarilla” while you had it open.")
    assert ("Town: Reno → Sparks" in words(told), "What I typed." in words(told)) == (True, True)
