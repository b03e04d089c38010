"""What an answer is taken for: as it was, moved, gone, without the quote, could not check, changed owner?"""

from types import SimpleNamespace

import pytest

from curation.checking import fetching
from curation.checking.fetching import fetch
from curation.checking.judging import judge
from tests.curation.checking.web import Web, answer, certificate_for, page, sent_on

URL = "http://lantern.example.org/about"
WORDS = " ".join(f"lantern{number} solidarity{number}" for number in range(60))
OTHER = " ".join(f"casino{number} bonus{number}" for number in range(60))


@pytest.fixture(autouse=True)
def _nobody_asked_before(monkeypatch):
    monkeypatch.setattr(fetching, "PACE", fetching.Pace())


def judged(sites, *, quote="", url=URL, before=None, numbers=None, certificate=""):
    web = Web(sites={"lantern.example.org": sites} if isinstance(sites, bytes) else sites, certificate=certificate)
    web.numbers = numbers or {}
    return judge(url, quote, fetch(url, web.wire), before or {})


def said(*given, **named):
    verdict = judged(*given, **named)
    return verdict.result, verdict.detail


def seen(text=WORDS, **changed):
    return judged(page(text)).facts | changed


def test_a_page_that_is_there_is_as_it_was():
    assert said(page(WORDS)) == ("ok", "")
    assert said(page(f"{WORDS} We are here."), quote="We are here.", before=seen()) == ("ok", "")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("404 Not Found", ("gone", "not-there")), ("410 Gone", ("gone", "not-there")), ("403 Forbidden", ("unchecked", "refuses")),
        ("429 Too Many Requests", ("unchecked", "refuses")), ("503 Service Unavailable", ("unchecked", "broken")), ("304 Not Modified", ("unchecked", "refuses")),
    ],
)  # fmt: skip
def test_a_status_is_taken_for_what_it_says(status, expected):
    assert said(answer(status=status)) == expected


def test_a_name_that_nobody_knows_may_be_our_own_line_and_is_not_called_gone():
    def nobody(problem):
        def resolve(*_given):
            raise problem

        web = Web()
        return judge(URL, "", fetch(URL, SimpleNamespace(resolve=resolve, wait=web.wire.wait)), {})

    assert nobody(fetching.NoSuchName()).detail == "no-name"
    assert (nobody(fetching.NoSuchName()).result, nobody(OSError()).result) == ("unchecked", "unchecked")


def test_a_quote_that_is_no_longer_there():
    verdict = judged(page(WORDS), quote="We are against raids.")

    assert (verdict.result, verdict.quote_found) == ("quote", False)


def test_a_quote_beyond_what_is_read_is_not_called_gone():
    assert said(page("a " * 60_000), quote="We are against raids.") == ("unchecked", "too-long")
    pdf = answer(b"%PDF-1.7", Content_Type="application/pdf")
    assert said(pdf, quote="We are against raids.") == ("unchecked", "no-text")
    assert said(pdf) == ("ok", "")


@pytest.mark.parametrize(
    ("to", "status", "expected"),
    [
        ("http://lantern.example.org/about/", "301 Moved Permanently", "ok"),
        ("http://www.lantern.example.org/about", "301 Moved Permanently", "ok"),
        ("http://lantern.example.org/en/about", "302 Found", "ok"),
        ("http://lantern.example.org/who-we-are", "301 Moved Permanently", "moved"),
        ("http://lantern.example.org/who-we-are", "308 Permanent Redirect", "moved"),
        ("http://lamp.example.com/", "302 Found", "moved"),
    ],
)
def test_what_counts_as_moved(to, status, expected):
    def ours(path):
        return sent_on(to, status) if path == "/about" and to != f"{URL}x" else page(WORDS)

    sites = {"lantern.example.org": ours, "www.lantern.example.org": page(WORDS), "lamp.example.com": page(WORDS)}

    assert judged(sites, before=seen()).result == expected


@pytest.mark.parametrize(
    "words",
    [
        "This domain is for sale!",
        "Buy this domain today.",
        "lantern.example.org is parked. This domain is parked free.",
    ],
)
def test_a_page_for_sale_may_be_somebody_else_s(words):
    assert said(page(words)) == ("owner", "for-sale")


def test_a_long_page_that_speaks_of_such_things_is_not():
    assert said(page(f"{WORDS * 3} Our old domain is for sale."))[0] == "ok"


def test_another_text_under_another_name_may_be_somebody_else_s():
    sites = {"lantern.example.org": sent_on("http://casino.example.com/"), "casino.example.com": page(OTHER)}

    assert said(sites, before=seen()) == ("owner", "other-host")
    assert said({**sites, "casino.example.com": page(WORDS)}, before=seen())[0] == "moved"


def test_another_text_alone_is_a_new_page_of_the_same_people():
    assert said(page(OTHER), before=seen()) == ("ok", "")


def test_another_text_with_another_certificate_may_be_somebody_else_s(tmp_path):
    url = "https://lantern.example.org/about"
    first, second = (
        certificate_for("lantern.example.org", name, tmp_path) for name in ("Lantern Union", "Casino Limited")
    )
    before = judged(page(WORDS), url=url, certificate=first).facts
    assert (before["owner"], before["issuer"]) == ("Lantern Union", "Lantern Union")

    assert said(page(OTHER), url=url, certificate=first, before=before) == ("ok", "")
    assert said(page(OTHER), url=url, certificate=second, before=before) == ("owner", "other-certificate")
    assert said(page(WORDS), url=url, certificate=second, before=before) == ("ok", "")


def test_a_certificate_for_another_name_is_not_believed(tmp_path):
    other = certificate_for("other.example.org", "Other", tmp_path)

    assert said(page(WORDS), url="https://lantern.example.org/about", certificate=other) == ("unchecked", "certificate")


def test_what_somebody_agreed_to_is_as_it_was_until_it_changes_again():
    agreed = judged(page("This domain is for sale.")).facts

    assert said(page("This domain is for sale."), before=agreed) == ("ok", "")
    assert said(page("This domain is for sale. Call now."), before=agreed) == ("owner", "for-sale")
