"""`manage.py scan_language`: JSON lines in, JSON lines out, and a clear word about each line that is none."""

import io
import json
import time

import pytest
from django.core.management import call_command


def scanned(monkeypatch, given):
    said, complained, code = io.StringIO(), io.StringIO(), 0
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(given)))
    try:
        call_command("scan_language", stdout=said, stderr=complained)
    except SystemExit as end:
        code = end.code
    return [json.loads(line) for line in said.getvalue().splitlines()], complained.getvalue().splitlines(), code


def lines(*texts):
    return "\n".join(json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)).encode()


def test_each_line_is_answered_in_turn(db, monkeypatch):
    answers, complaints, code = scanned(monkeypatch, lines("We rescue girls.", "Resources, not rescue.", ""))

    assert answers == [
        {"id": 0, "flag": True, "terms": ["rescue"]},
        {"id": 1, "flag": False, "terms": []},
        {"id": 2, "flag": False, "terms": []},
    ]
    assert (complaints, code) == ([], 0)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (b"rescue", "Line 1: this is not JSON."),
        (b"[1]", 'Line 1: this is not an object with a "text" in quotation marks.'),
        (b'{"id": 1, "text": 5}', 'Line 1: this is not an object with a "text" in quotation marks.'),
        (b'{"text": "\xff"}', "Line 1: this is not UTF-8."),
        (b"[" * 100_000, "Line 1: this is not JSON."),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_rest_is_answered(db, monkeypatch, line, sentence):
    answers, complaints, code = scanned(monkeypatch, line + b"\n\n" + lines("We rescue girls."))

    assert [answer["flag"] for answer in answers] == [True]
    assert (complaints, code) == ([sentence], 1)


def test_an_answer_can_always_be_written(db, monkeypatch):
    answers, _complaints, code = scanned(monkeypatch, b'{"id": "\\ud800", "text": "rescue \\ud800\\u0000 girls"}')

    assert (answers[0]["flag"], code) == (True, 0)


def test_it_keeps_up_with_a_long_list(db, monkeypatch):
    given = lines(*["Our members meet on Mondays, and we rescue nobody; lunch is at noon."] * 1000)

    begun = time.process_time()
    answers, _complaints, _code = scanned(monkeypatch, given)

    assert len(answers) == 1000
    assert time.process_time() - begun < 1.0
