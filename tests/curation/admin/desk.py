"""What a curator's browser does on the desk, in few words."""

from django.urls import reverse

from tests import factories
from tests.signing_in import Curator


def signed_in(user):
    client = Curator()
    client.force_login(user)
    return client


def page(submission):
    return reverse("admin:curation_submission_change", args=[submission.pk])


def answers(grade="meets", sentence="Their own pages say so.", **more):
    """Type an answer to every question, with one piece of evidence each."""
    typed = {}
    for criterion in factories.criteria():
        code = criterion.code
        typed |= {
            f"{code}-grade": grade,
            f"{code}-sentence": sentence,
            f"{code}-public_summary": "We read their pages.",
            f"{code}-private_note": "",
            f"{code}-evidence-TOTAL_FORMS": "1",
            f"{code}-evidence-INITIAL_FORMS": "0",
            f"{code}-evidence-0-kind": "own",
            f"{code}-evidence-0-url": "https://example.org/about",
            f"{code}-evidence-0-quote": "",
            f"{code}-evidence-0-seen_on": "2026-10-01",
            f"{code}-evidence-0-is_public": "on",
        }
    return typed | more


def press(client, submission, do, **typed):
    """Press a button of the workbench, as a page that shows the present version does."""
    submission.refresh_from_db()
    typed = {"seen": submission.version} | typed
    return client.post(page(submission), {"do": do} | typed, follow=True)


def begun(submission, user):
    client = signed_in(user)
    press(client, submission, "begin")
    return client


def words(response):
    """Return the page as text, so that a test can say what stands on it and what does not."""
    return response.content.decode()


def said(response):
    return [str(message) for message in response.context["messages"]]
