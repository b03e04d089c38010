"""Following a suggestion by its private reference, and reading how we vet: what is told, and what never is."""

import re
from datetime import date

import pytest

from curation import intake, review
from curation.models import CriteriaSet, Source, Submission
from curation.progress import progress
from curation.states import State
from curation.templatetags.letters import linked
from curation.views import follow
from tests import factories


@pytest.fixture(autouse=True)
def _fresh_counts():
    follow.TRIES.forget()


def asked_something():
    """Take in a submission and let a reviewer put a question about it."""
    receipt = intake.receive(factories.facts(name="Lantern Collective"), source=Source.FORM)
    curator = factories.reviewer("keen-eyed-wren")
    review.claim(receipt.submission, by=curator)
    review.ask(receipt.submission, by=curator, question="Do members decide about money?")
    return receipt


@pytest.mark.parametrize("purpose", Submission.Purpose.values)
@pytest.mark.parametrize("state", State.values)
def test_every_state_has_words_of_its_own_for_the_sender(db, state, purpose):
    told = progress(Submission(state=state, purpose=purpose))

    assert (bool(told.title), bool(told.words), told.is_asked) == (True, True, state == "needs-info")


def test_a_question_can_be_answered_though_a_reviewer_took_it_up_meanwhile(db, client):
    receipt = asked_something()
    review.claim(receipt.submission, by=factories.reviewer())
    page = client.post("/suggestion/", {"reference": receipt.reference}).content.decode()

    answered = client.post("/suggestion/", {"reference": receipt.reference, "answer": "They do."}).content.decode()

    assert ("We have a question" in page, 'name="answer"' in page) == (True, True)
    assert "Thank you. We have your answer." in answered
    assert ("We are looking at it" in answered, 'name="answer"' in answered) == (True, False)


def test_an_answer_that_comes_too_late_is_given_back(db, client):
    receipt, colleague = asked_something(), factories.publisher()
    review.claim(receipt.submission, by=colleague)
    review.decline(receipt.submission, by=colleague, reason="not-enough", words="Nobody answered.")

    shown = client.post("/suggestion/", {"reference": receipt.reference, "answer": "The <b>members</b> do."})

    assert "No question waits for an answer." not in shown.content.decode()
    assert "it cannot be answered" in shown.content.decode()
    assert "The &lt;b&gt;members&lt;/b&gt; do." in shown.content.decode()


@pytest.mark.parametrize("field", ["answer", "appeal"])
def test_what_was_written_is_given_back_where_its_reference_does_not_lead_on(db, client, field):
    sent = {"reference": "AAAA-BBBB-CCCC-DDDD", field: "The <b>members</b> do."}

    pages = [client.post("/suggestion/", sent, REMOTE_ADDR="203.0.113.7") for _try in range(21)]

    assert [page.status_code for page in pages] == [200] * 20 + [429]
    assert all("The &lt;b&gt;members&lt;/b&gt; do." in page.content.decode() for page in pages)


def test_that_it_may_be_put_back_is_not_told():
    told = [progress(Submission(state=state)) for state in ("withdrawn", "restoring")]

    assert told[0] == told[1]


def test_a_listing_is_linked_only_while_it_is_listed(db):
    listed, withdrawn = factories.organization(name="Lantern"), factories.withdrawn(name="Lamp")

    urls = [progress(Submission.objects.get(organization=listing)).listing_url for listing in (listed, withdrawn)]

    assert urls == ["/groups/lantern/", ""]


def test_any_wrong_reference_is_answered_alike_to_the_byte(db, client):
    right = asked_something().reference

    wrong = ("", "x", "AAAA-BBBB-CCCC-DDDD", right[:-1])
    pages = [client.post("/suggestion/", {"reference": typed}) for typed in wrong]

    told = [page.content.replace(f' value="{typed}"'.encode(), b"") for page, typed in zip(pages, wrong, strict=True)]
    assert {(page.status_code, words) for page, words in zip(pages, told, strict=True)} == {(200, told[0])}
    assert b"We have nothing under that reference." in told[0]


def test_a_reference_that_leads_nowhere_comes_back_to_be_put_right(db, client):
    field, typed = b'value="AAAA-BBBB-CCCC-DDD&lt;"', {"reference": "AAAA-BBBB-CCCC-DDD<"}

    pages = [client.post("/suggestion/", typed, REMOTE_ADDR="203.0.113.7") for _try in range(21)]

    assert [page.status_code for page in pages] == [200] * 20 + [429]
    assert all(field in page.content for page in pages)


def test_too_many_wrong_references_make_one_wait_even_with_a_right_one(db, client):
    right = asked_something().reference
    for _number in range(20):
        client.post("/suggestion/", {"reference": "wrong"}, REMOTE_ADDR="203.0.113.7")

    answers = [
        client.post("/suggestion/", {"reference": right}, REMOTE_ADDR=a) for a in ("203.0.113.9", "198.51.100.1")
    ]

    assert [answer.status_code for answer in answers] == [429, 200]


def test_the_sender_reads_the_question_and_never_who_asks_or_what_was_found(db, client):
    receipt = asked_something()
    factories.assessed(receipt.submission, by=factories.reviewer("quick-otter"), grade="does-not")

    page = client.post("/suggestion/", {"reference": receipt.reference.lower().replace("-", " ")})

    text = page.content.decode()
    hidden = ["keen-eyed-wren", "quick-otter", "Their own pages say so.", "does-not", "held"]
    assert "Do members decide about money?" in text
    assert [word for word in hidden if word in text] == []


def test_an_answer_reaches_the_reviewers_once(db, client):
    receipt = asked_something()
    sent = {"reference": receipt.reference, "answer": "Yes, at the yearly meeting."}

    pages = [client.post("/suggestion/", sent) for _number in range(2)]

    assert [(page.context["is_taken"], page.context["problem"]) for page in pages] == [(True, "")] * 2
    assert [(m.is_from_submitter, m.text) for m in receipt.submission.messages.all()] == [
        (False, "Do members decide about money?"),
        (True, "Yes, at the yearly meeting."),
    ]


def test_how_we_vet_prints_the_criteria_as_they_are(db, client):
    page = client.get("/how-we-vet/")

    text = page.content.decode()
    criteria = CriteriaSet.objects.current()
    printed = [c.question in text and c.why in text for c in criteria.criterion_set.all()]
    assert (printed, page.context["is_current"]) == ([True] * 3, True)


@pytest.mark.parametrize(("status", "answer"), [("draft", 404), ("effective", 200), ("retired", 200)])
def test_every_version_but_a_draft_stays_readable(db, client, status, answer):
    CriteriaSet.objects.create(version="0-9", title="Earlier criteria", status=status, effective_on=date(2025, 1, 1))

    assert client.get("/how-we-vet/0-9/").status_code == answer
    assert (b"/how-we-vet/0-9/" in client.get("/how-we-vet/").content) == (answer == 200)


@pytest.mark.parametrize("site", ["", "https://byandfor.example.org"])
def test_a_letter_of_ours_links_our_own_pages_and_nothing_else(settings, site):
    settings.SITE_URL = site
    ours = [f"{site}/how-we-vet/1/#policy", f"{site}/es/how-we-vet/"]
    text = f"“Does it?” {ours[0]}\nSee {ours[1]}. Not /no/such/page/, //evil.example/ nor https://evil.example/ <b>"

    told = linked(text)

    assert re.findall(r'<a href="([^"]*)">([^<]*)</a>', told) == [
        ("/how-we-vet/1/#policy", ours[0]),
        ("/es/how-we-vet/", ours[1]),
    ]
    assert re.sub(r"</?a[^>]*>", "", told) == text.replace("<b>", "&lt;b&gt;")


def test_only_what_we_wrote_is_linked(db, client):
    receipt = asked_something()
    review.reply(receipt.submission, text="We read /how-we-vet/ first.")
    review.claim(receipt.submission, by=factories.reviewer())
    page = client.post("/suggestion/", {"reference": receipt.reference}).content.decode()
    before = page.count('href="/how-we-vet/"')

    receipt.submission.messages.create(text="So did we: /how-we-vet/", is_from_submitter=False)
    page = client.post("/suggestion/", {"reference": receipt.reference}).content.decode()

    assert "We read /how-we-vet/ first." in page
    assert page.count('href="/how-we-vet/"') == before + 1
