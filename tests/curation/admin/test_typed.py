"""The workbench is one form: whatever is pressed, what was typed elsewhere on it stays."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from curation import desk_forms
from curation.models import Clearance, Review
from curation.states import State
from tests import factories
from tests.curation.admin import desk

CHECKED = {"facts_checked_on": "2026-03-31", "facts_checked_how": "a call to their line"}
LETTER = {"reason": "not-enough", "also": "closed", "words": "We saw no page of theirs.", "language": "es"}
QUESTION = {"question": "Who decides about the money?"}
NUMBERED = "Write to maria.lopez@gmail.com, she runs it."


def field(shown, name):
    """Return what a field of the page holds: of a line, of a box, or the lines of a menu that are chosen."""
    html = desk.words(shown)
    if found := re.search(rf'<textarea name="{name}"[^>]*>\s*([^<]*)</textarea>', html):
        return found[1].strip()
    if found := re.search(rf'<select name="{name}".*?</select>', html, re.DOTALL):
        return "".join(re.findall(r'value="([^"]*)" selected', found[0]))
    lines = re.findall(rf'<input [^>]*name="{name}"[^>]*>', html)
    if 'type="checkbox"' in lines[0] or 'type="radio"' in lines[0]:
        return "".join(re.search(r'value="([^"]*)"', line)[1] for line in lines if " checked" in line)
    return "".join(re.findall(r' value="([^"]*)"', lines[0]))


@pytest.fixture
def submission(db):
    return factories.submission(description=NUMBERED)


def box_of(client, submission):
    return f"because-{client.get(desk.page(submission)).context['desk'].personal[0].note.digest}"


def test_saving_the_answers_empties_no_other_field(submission):
    client = desk.begun(submission, factories.publisher())
    typed = CHECKED | LETTER | QUESTION | {box_of(client, submission): "It is the group’s own."}

    shown = desk.press(client, submission, "save", **desk.answers(), **typed)

    assert Review.objects.get().findings.count() == 3
    assert {name: field(shown, name) for name in typed} == typed
    assert desk.said(shown) == ["Your answers are saved."]
    assert field(shown, "policy-evidence-INITIAL_FORMS") == "1"


@pytest.mark.parametrize("do", ["save", "release", "recommend-publish"])
def test_one_answer_that_is_not_whole_keeps_no_other_from_being_saved(submission, do):
    client = desk.begun(submission, factories.publisher())
    half = {"policy-grade": "", "policy-sentence": "I was just reading"}

    shown = desk.press(client, submission, do, **desk.answers() | half, **CHECKED)

    saved = Review.objects.get().findings.values_list("criterion__code", flat=True)
    assert sorted(saved) == sorted({criterion.code for criterion in factories.criteria()} - {"policy"})
    assert field(shown, "policy-sentence") == "I was just reading"
    assert desk.said(shown)[0] == "The answers that are complete are saved."
    again = desk.press(client, submission, "save", **desk.answers() | {"seen": shown.context["submission"].version})
    assert desk.said(again) == ["Your answers are saved."]


def test_setting_a_note_aside_empties_its_own_box_alone(submission):
    client = desk.begun(submission, factories.publisher())
    box, typed = box_of(client, submission), CHECKED | LETTER | QUESTION

    shown = desk.press(
        client, submission, f"clear personal {box.removeprefix('because-')}", **typed, **{box: "Theirs."}
    )

    assert Clearance.objects.get().reason == "Theirs."
    assert {name: field(shown, name) for name in typed} == typed


def test_recommending_keeps_the_letter_and_the_question(submission):
    client = desk.begun(submission, factories.publisher())

    shown = desk.press(client, submission, "recommend-decline", **desk.answers(), **CHECKED, **LETTER, **QUESTION)

    assert Review.objects.get().recommendation == "decline"
    assert {name: field(shown, name) for name in LETTER | QUESTION} == LETTER | QUESTION


def test_writing_down_a_call_keeps_what_else_was_typed_and_begins_a_new_line(db):
    change = factories.change(factories.organization(phone="+1 775 555 0101"), phone="+1 775 555 0199")
    client = desk.begun(change, factories.reviewer())
    call = {
        "call-called_on": str(timezone.localdate()),
        "call-channel": "phone",
        "call-outcome": "confirmed",
        "call-how": "Called.",
    }

    shown = desk.press(client, change, "call-back", **call, **CHECKED, **QUESTION)

    assert change.call_backs.get().how == "Called."
    assert {name: field(shown, name) for name in CHECKED | QUESTION} == CHECKED | QUESTION
    assert field(shown, "call-how") == field(shown, "call-outcome") == ""


@pytest.mark.parametrize("do", ["save", "claim", "release", "clear personal unknown", "recommend-publish"])
def test_a_reason_beside_a_note_stays_when_something_else_is_done_or_fails(submission, do):
    client = desk.begun(submission, factories.reviewer())
    box = box_of(client, submission)

    shown = desk.press(client, submission, do, **{box: "It is the group’s own."})

    assert field(shown, box) == "It is the group’s own."


def test_where_nothing_else_was_typed_the_page_is_fetched_anew_and_can_be_reloaded(submission):
    client = desk.begun(submission, factories.reviewer())
    untouched = {"facts_checked_on": "", "facts_checked_how": "", "question": "", "language": "en", "reason": ""}

    shown = desk.press(client, submission, "save", **desk.answers(), **untouched)
    again = desk.press(client, submission, "recommend-publish", **CHECKED)
    kept = desk.press(client, submission, "claim", **CHECKED)

    assert [bool(page.redirect_chain) for page in (shown, again, kept)] == [True, True, True]


def test_words_whose_box_is_gone_are_shown_to_be_copied(submission):
    client = desk.begun(submission, factories.reviewer())
    typed = {"words": "We saw no page of theirs.", "facts_checked_how": "a call to their line"}

    shown = desk.press(client, submission, "ask", **QUESTION, **typed)

    submission.refresh_from_db()
    assert submission.state == State.NEEDS_INFO
    assert shown.context["desk"].adrift == ["a call to their line", "We saw no page of theirs."]
    assert [words for words in typed.values() if words not in desk.words(shown)] == []


def test_an_answer_or_an_appeal_that_is_too_long_comes_back(db):
    sender = factories.reviewer()
    sent = factories.submission(source="curator", by=sender)
    asked = desk.begun(sent, factories.pair()[0])
    desk.press(asked, sent, "ask", **QUESTION)

    shown = desk.press(desk.signed_in(sender), sent, "reply", reply="We decide. " * 400)

    assert field(shown, "reply") == ("We decide. " * 400).strip()


def test_a_day_stands_in_its_field_in_spanish_too():
    with translation.override("es"):
        row = desk_forms.EvidenceForm(initial={"seen_on": datetime.date(2026, 3, 31)})

        assert 'value="2026-03-31"' in str(row["seen_on"])


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("admin:curation_submission_add", {"name": ""}),
        ("admin:curation_submission_export", {"format": "none"}),
        ("admin:digest", {"do": "ask", "address": "none"}),
        ("admin:password_change", {"old_password": "another"}),
        ("mfa_reauthenticate", {"code": "none"}),
    ],
)
def test_a_form_with_a_fault_says_so_first_of_all_in_the_title(db, settings, name, typed):
    settings.EMAIL_HOST = "mail.example.org"
    client = desk.signed_in(factories.user("Reviewer"))

    shown = [client.get(reverse(name)), client.post(reverse(name), typed)]

    titles = [page.content.decode().split("<title>")[1] for page in shown]
    assert [title.count("Error:") for title in titles] == [0, 1]
    assert titles[1].startswith("Error: ")
