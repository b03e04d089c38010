"""Somebody without an account: suggests a group, is asked something, answers, sees it listed, and puts it right."""

from curation import review
from curation.models import Submission
from directory.models import Organization
from tests import factories
from tests.filling import filled

GROUP = {
    "name": "Lantern Collective",
    "description": "Peer support and legal clinics, run by members.",
    "website": "lantern.example.org",
    "focus_areas": ["connection-care", "economic-justice"],
    "languages": ["en", "es"],
    "leadership": "survivors",
    "reach": "local",
    "country": "US",
    "region": "nevada",
    "city": "Reno",
    "ways-0-kind": "meeting",
    "ways-0-label": "Open circle",
    "policies-police-answer": "no",
    "policies-police-source": "Their own page",
    "policies-police-as_of": "2026-05-01",
    "relationship": "member",
}


def test_a_group_is_suggested_asked_about_listed_and_corrected(db, client):
    # Badly at first: nothing is lost, and what is wrong is said.
    page = client.post("/suggest/", filled(client.get("/suggest/"), **(GROUP | {"name": "", "region": "Nevermore"})))
    assert [fault.label for fault in page.context["letter"].faults] == ["Name", "State or region"]

    # Then with one more way to connect, which needs no script.
    page = client.post("/suggest/", filled(page, name="Lantern Collective", region="nevada", add="ways"))
    page = client.post("/suggest/", filled(page, **{"ways-1-kind": "peer-line", "ways-1-phone": "775 555 0100"}))
    code = page.context["receipt"].reference
    submission = Submission.objects.get()
    assert code in page.content.decode()
    assert [(way.kind, way.label, way.phone) for way in submission.ways.all()] == [
        ("meeting", "Open circle", ""),
        ("peer-line", "", "775 555 0100"),
    ]
    assert (submission.region, submission.leadership, submission.held_because) == ("NV", "survivors", [])

    # A reviewer asks, the sender answers by the reference.
    curator = factories.pair()[0]
    review.claim(submission, by=curator)
    review.ask(submission, by=curator, question="Who decides about money?")
    page = client.post("/suggestion/", {"reference": code})
    assert (page.context["progress"].title, "Who decides about money?" in page.content.decode()) == (
        "We have a question",
        True,
    )
    client.post("/suggestion/", filled(page, answer="The members’ meeting does."))
    submission.refresh_from_db()
    assert (submission.state, submission.messages.last().text) == ("in-review", "The members’ meeting does.")

    # Listed, and without what the group has not agreed to.
    factories.published(submission)
    page = client.post("/suggestion/", {"reference": code})
    assert (page.context["progress"].title, page.context["progress"].listing_url) == (
        "It is listed",
        "/groups/lantern-collective/",
    )
    assert Organization.objects.get().leadership == ""

    # Put right from its page.
    address = client.get("/groups/lantern-collective/").context["correct_url"]
    page = client.post(address, filled(client.get(address), **{"ways-1-DELETE": "on"}, note="That line has closed."))
    change = Submission.objects.get(purpose="change")
    assert [way.label for way in change.ways.all()] == ["Open circle"]
    assert client.post("/suggestion/", {"reference": page.context["receipt"].reference}).context["progress"].title == (
        "We have it"
    )
    assert Organization.objects.get().ways.count() == 2
    assert len(client.cookies) == 0


def test_whoever_suggested_a_group_that_is_declined_reads_why_and_nobody_else_does(db, client):
    page = client.post("/suggest/", filled(client.get("/suggest/"), **GROUP))
    code = page.context["receipt"].reference
    before = client.get("/groups/").content

    curator = factories.publisher("keen-eyed-wren")
    submission = factories.assessed(Submission.objects.get(), by=curator)
    review.decline(submission, by=curator, reason="not-enough", words="Tell us who decides, and come back.")

    page = client.post("/suggestion/", {"reference": code})
    assert page.context["progress"].title == "We are not listing it"
    (letter,) = page.context["messages_so_far"]
    assert "Not enough information; it may come back." in letter.text
    assert "Tell us who decides, and come back." in letter.text
    assert "keen-eyed-wren" not in page.content.decode()
    assert client.get("/groups/").content == before
