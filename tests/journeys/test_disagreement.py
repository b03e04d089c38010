"""Two reviewers disagree: they compare, say so, ask for a third who reads blind, and most of them count."""

from django.urls import reverse

from curation import trail
from curation.models import Finding
from tests import factories
from tests.curation.admin.desk import answers, page, press, said, signed_in, words
from tests.journeys.test_reviewer_pair import CHECKED

BOARD = "Nobody on the board has lived it."
DOUBT = "We read the page on the board differently."


def test_from_two_who_differ_to_a_listing_by_the_word_of_a_third(db, client):
    first, second, third = (signed_in(user) for user in (*factories.pair(), factories.reviewer()))
    submission = factories.submission(name="Casa Amarilla")
    beside = reverse("admin:curation_submission_compare", args=[submission.pk])
    against = {"representation-grade": "does-not", "representation-sentence": BOARD}

    press(first, submission, "begin")
    press(first, submission, "recommend-decline", **answers(**against), **CHECKED)
    press(second, submission, "begin")
    press(second, submission, "recommend-publish", **answers(), **CHECKED)
    compared = words(second.get(beside))
    finding = Finding.objects.get(sentence=BOARD)
    opinion = {"of": finding.saved_at.isoformat(), "because": "Two of them say so themselves."}
    second.post(beside, {"do": f"disagree {finding.pk}"} | opinion, follow=True)
    first.post(beside, {"do": "ask-third", "why-third": DOUBT})
    desk = words(third.get(reverse("admin:index")))
    press(third, submission, "begin")
    blind = words(third.get(page(submission))) + words(third.get(beside, follow=True))
    press(third, submission, "recommend-publish", **answers(), **CHECKED)
    seen = words(third.get(beside))
    published = said(press(second, submission, "publish"))

    assert "They differ: first-reader says “Does not meet”, second-reader says “Meets”." in compared
    assert "A third reader is wanted" in desk
    assert [secret for secret in (BOARD, DOUBT, opinion["because"], "recommends declining") if secret in blind] == []
    assert [secret for secret in (BOARD, DOUBT, opinion["because"]) if secret not in seen] == []
    assert published == ["Published. Visitors can see it now."]
    assert BOARD not in words(client.get("/groups/casa-amarilla/"))
    assert trail.verify().faults == []
