"""What stands on a page, and whether a quote still does."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from curation.checking.reading import digest, has_quote, likeness, sketch, text_of

PAGE = """<!doctype html><html><head><title>About us</title><style>p { color: red }</style><script>var said = "never seen";</script></head>
<body><h1>About</h1><p>We are a <b>member</b>-led group.</p><p>We&nbsp;say “no” to raids &ndash; al&shy;ways.</p><template>hidden</template></body></html>"""


@pytest.fixture
def text():
    return text_of(PAGE.encode(), "text/html; charset=utf-8")


@pytest.mark.parametrize(
    "quote",
    [
        "We are a member-led group.", "we are a MEMBER-LED group", 'We say "no" to raids - always.', "“We say ‘no’ to raids”".replace("‘no’", "“no”"),
        "  We   are\na member-led\tgroup. ", "We are … group.", "We are a [...] to raids", "About us", "group. We say",
    ],
)  # fmt: skip
def test_a_quote_is_found_however_it_is_set(text, quote):
    assert has_quote(text, quote)


@pytest.mark.parametrize(
    "quote", ["We are a funder-led group.", "never seen", "color: red", "hidden", "to raids … We are"]
)
def test_what_does_not_stand_there_is_not_found(text, quote):
    assert not has_quote(text, quote)


@pytest.mark.parametrize(
    ("body", "kind", "expected"),
    [
        ("Füße".encode("latin-1"), "text/plain; charset=iso-8859-1", "Füße"),
        ("<meta charset='iso-8859-1'><p>Füße".encode("latin-1"), "text/html", "Füße"),
        ("Füße".encode(), "text/plain; charset=no-such-thing", "Füße"),
        (b"\xff\xfe broken", "text/plain", "\ufffd\ufffd broken"),
        (b"a" * 10, "text/plain; charset=zlib", "a" * 10),
    ],
)
def test_letters_are_read_as_they_were_meant(body, kind, expected):
    assert text_of(body, kind).strip() == expected


def test_what_is_no_text_has_none():
    assert text_of(b"%PDF-1.7", "application/pdf") is None
    assert text_of(b"Here.", "") == "Here."


@pytest.mark.parametrize(
    "broken", ["<" * 5000, "<p><b>" * 5000, "<script>" * 500, "<![CDATA[x", "<!-- never ends", "&#x110000; &#0;"]
)
def test_no_page_breaks_the_reader(broken):
    assert isinstance(text_of(broken.encode(), "text/html"), str)


def test_the_digest_is_of_the_words_and_not_of_how_they_are_set():
    assert digest("We  are\nhere.") == digest("we are here.")
    assert digest("We are here.") != digest("We were here.")


def test_two_pages_are_as_alike_as_the_words_they_share():
    one = " ".join(f"solidarity{number}" for number in range(200))
    revised = one.replace("solidarity7", "justice7")
    other = " ".join(f"casino{number}" for number in range(200))

    assert likeness(sketch(one), sketch(one)) == 1
    assert likeness(sketch(one), sketch(revised)) > 0.6
    assert likeness(sketch(one), sketch(other)) == 0


@pytest.mark.parametrize(
    "piece",
    ["<", "<!", "<!--", "<a ", "</", "<a b='", '<a b="', "<a/", "<a b", "<![foo", "<svg", "<p =", "<script>", "&#9", "&", "</script ", "<a\n", "-->", "<a>"],
)  # fmt: skip
def test_no_page_keeps_us_busy(piece):
    began = time.process_time()

    text_of((piece * (64 * 1024 // len(piece))).encode(), "text/html")

    assert time.process_time() - began < 1


def test_what_stands_between_tags_is_read_as_browsers_do():
    page = "a < b <3 <p>x<!-- no --> y<a title='p > q'>z</a>!<SCRIPT>no</Script >k &lt;b&gt; &#99999999999; <svg>no</svg>v <b no"

    assert text_of(page.encode(), "text/html").split() == ["a", "<", "b", "<3", "x", "yz!", "k", "<b>", ";", "v"]


@given(body=st.binary(max_size=300), kind=st.text(max_size=60), quote=st.text(max_size=20))
def test_nothing_that_comes_breaks_the_reader(body, kind, quote):
    text = text_of(body, kind)

    if text is not None:
        has_quote(text, quote)
        digest(text)
        sketch(text)
