"""No link leads the checker into our own walls, or keeps it there: addresses, names, redirects, answers without end."""

import gzip
import time

import pytest

from curation.checking import addresses, fetching, wire
from curation.checking.addresses import Refused, is_public, target_of
from curation.checking.fetching import fetch
from tests.curation.checking.web import PUBLIC, Web, answer, drip, page, sent_on


@pytest.fixture(autouse=True)
def _nobody_asked_before(monkeypatch):
    monkeypatch.setattr(fetching, "PACE", fetching.Pace())


INSIDE = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",  # noqa: S104
    "192.0.0.1", "192.0.2.1", "198.18.0.1", "192.88.99.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "fe80::1", "fe80::1%eth0", "2606:4700::1111%1", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "2001:db8::1", "3fff::1",
    "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::7f00:1",
    "2002:7f00:1::1", "2001:0:7f00:1::1", "not a number", "",
]  # fmt: skip


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_inside_is_never_public(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", PUBLIC, "2606:4700:4700::1111"])
def test_an_address_of_the_internet_is(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/",
        "http://127.1/", "http://0x7f.1/", "http://0/", "http://8.8.8.8/", "http://127.0.0.1./", "http://１２７.0.0.1/", "http://①②⑦.⓪.⓪.①/",
        "ftp://site.example.org/", "file:///etc/passwd", "gopher://site.example.org/", "javascript:alert(1)", "//site.example.org/", "",
        "http://site.example.org:8080/", "http://site.example.org:443/", "https://site.example.org:80/", "http://site.example.org:99999/",
        "http://user:password@site.example.org/", "http://user@site.example.org/", "http://site.example.org@127.0.0.1/", "http://@site.example.org/",
        "http://site.example.org\\@127.0.0.1/", "http://site.example.org/\r\nX: 1", "http://site.example.org/ x", "http://site.exa\tmple.org/",
        "http:///", "http://./", "http://a..b/", "http://[/", f"http://{'a' * 64}.org/", f"http://site.example.org/{'a' * 2000}",
    ],
)  # fmt: skip
def test_only_plain_addresses_of_named_machines_are_asked(url):
    web = Web(sites={"site.example.org": page("Here.")})

    with pytest.raises(Refused):
        target_of(url)
    assert fetch(url, web.wire).failure == "refused"
    assert (web.looked_up, web.connected) == ([], [])


def test_what_is_plain_is_taken_apart_as_browsers_do():
    assert target_of("HTTPS://Bücher.Example.org:443/ü?q=ä#part") == (
        "https", "xn--bcher-kva.example.org", "/%C3%BC?q=%C3%A4",
    )  # fmt: skip


@pytest.mark.parametrize("numbers", [[], *[[inside] for inside in INSIDE], [PUBLIC, "10.0.0.1"], ["::1", PUBLIC]])
def test_a_name_that_leads_inside_is_not_connected_to(numbers):
    web = Web(sites={"site.example.org": page("Here.")}, numbers={"site.example.org": numbers})

    assert fetch("http://site.example.org/", web.wire).failure == "refused"
    assert (web.looked_up, web.connected) == (["site.example.org"], [])


def test_a_name_that_answers_differently_the_second_time_gains_nothing():
    web = Web(sites={"site.example.org": page("Here.")}, numbers={"site.example.org": [[PUBLIC], ["127.0.0.1"]]})

    found = fetch("http://site.example.org/", web.wire)

    assert found.status == 200
    assert (web.looked_up, web.connected) == (["site.example.org"], [(PUBLIC, 80)])


@pytest.mark.parametrize(
    "to",
    [
        "http://127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http://[::1]/", "http://inside.example.org/", "file:///etc/passwd",
        "http://site.example.org:22/", "http://user:word@site.example.org/", "//2130706433/", "gopher://site.example.org/",
    ],
)  # fmt: skip
def test_no_redirect_leads_inside(to):
    web = Web(sites={"site.example.org": sent_on(to)}, numbers={"inside.example.org": ["192.168.0.1"]})

    assert fetch("http://site.example.org/", web.wire).failure == "refused"
    assert web.connected == [(PUBLIC, 80)]


def test_a_name_is_looked_at_anew_for_each_redirect():
    numbers = {"site.example.org": [[PUBLIC], ["10.0.0.1"]]}
    web = Web(sites={"site.example.org": sent_on("/again")}, numbers=numbers)

    assert fetch("http://site.example.org/", web.wire).failure == "refused"
    assert web.connected == [(PUBLIC, 80)]


@pytest.mark.parametrize(("times", "failure"), [(3, ""), (4, "redirects")])
def test_three_redirects_are_followed_and_no_more(times, failure):
    def onward(path):
        number = int(path.strip("/") or 0)
        return sent_on(f"/{number + 1}") if number < times else page("Here.")

    web = Web(sites={"site.example.org": onward})

    assert fetch("http://site.example.org/", web.wire).failure == failure
    assert len(web.asked) == 4


def test_a_redirect_to_itself_ends():
    web = Web(sites={"site.example.org": sent_on("http://site.example.org/")})

    assert fetch("http://site.example.org/", web.wire).failure == "redirects"


def test_a_body_without_end_is_read_to_64_kb():
    web = Web(sites={"site.example.org": answer(b"a" * 5_000_000)})

    found = fetch("http://site.example.org/", web.wire)

    assert (len(found.body), found.is_cut) == (64 * 1024, True)


def test_chunks_without_end_are_read_to_64_kb():
    def forever(_path):
        yield answer(Content_Length=None, Transfer_Encoding="chunked")
        while True:
            yield b"1000\r\n" + b"a" * 4096 + b"\r\n"

    web = Web(sites={"site.example.org": forever})

    found = fetch("http://site.example.org/", web.wire)

    assert (found.is_cut, len(found.body) <= 64 * 1024) == (True, True)


@pytest.mark.parametrize(
    "flood",
    [b"X: " + b"a" * 1_000_000, b"X: a\r\n" * 200, (b"X: " + b"a" * 2000 + b"\r\n") * 90, b"HTTP/1.1 100 Continue\r\n\r\n" * 9000],
)  # fmt: skip
def test_a_flood_of_headers_is_cut_off(flood):
    first = b"" if flood.startswith(b"HTTP") else b"HTTP/1.1 200 OK\r\n"
    web = Web(sites={"site.example.org": first + flood})

    found = fetch("http://site.example.org/", web.wire)

    assert found.failure in {"garbled", "connection"} or found.is_cut


def test_what_comes_packed_is_not_unpacked():
    bomb = gzip.compress(b"\0" * 10_000_000)
    web = Web(sites={"site.example.org": answer(bomb, Content_Encoding="gzip")})

    assert fetch("http://site.example.org/", web.wire).failure == "garbled"
    assert "Accept-Encoding: identity" in web.asked[0]


@pytest.mark.parametrize(
    ("start", "piece"),
    [(b"", b"H"), (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"), (answer(Content_Length="9999"), b"a"), (b"HTTP/1.1 200 OK\r\nX: ", b"y")],
)  # fmt: skip
def test_an_answer_that_trickles_ends_at_the_deadline(monkeypatch, start, piece):
    monkeypatch.setattr(fetching, "Deadline", lambda seconds=0.4: wire.Deadline(min(seconds, 0.4)))
    web = Web(sites={"site.example.org": drip(start, piece, every=0.05)})

    began = time.monotonic()
    assert fetch("http://site.example.org/", web.wire).failure == "slow"
    assert time.monotonic() - began < 2


def test_a_handshake_that_trickles_ends_at_the_deadline(monkeypatch):
    monkeypatch.setattr(fetching, "Deadline", lambda seconds=0.4: wire.Deadline(min(seconds, 0.4)))
    web = Web()
    monkeypatch.setattr(
        web, "_serve", lambda connection, _port: web.send(connection, drip(b"\x16\x03\x03\x40\x00", b"\0", every=0.05))
    )

    began = time.monotonic()
    assert fetch("https://site.example.org/", web.wire).failure == "slow"
    assert time.monotonic() - began < 2


def test_a_name_server_that_never_answers_costs_no_more_than_the_deadline(monkeypatch):
    monkeypatch.setattr(wire.socket, "getaddrinfo", lambda *_args, **_named: time.sleep(3) or [])

    began = time.monotonic()
    with pytest.raises(TimeoutError):
        wire.resolve("site.example.org", 80, wire.Deadline(0.2))
    assert time.monotonic() - began < 2


def test_the_real_wire_refuses_this_very_machine():
    assert fetch("http://localhost/").failure in {"refused", "no-name"}
    assert addresses.is_public("127.0.0.1") is False


def test_one_request_a_second_whoever_asks():
    web = Web(sites={"site.example.org": sent_on("/a")})

    fetch("http://site.example.org/", web.wire)

    assert [round(pause) for pause in web.waited] == [0, 1, 2, 3]


def test_the_request_says_as_little_as_it_can():
    web = Web(sites={"site.example.org": answer(b"Here.", Set_Cookie="who=you")})

    fetch("http://site.example.org/about?x=1#part", web.wire)
    fetch("http://site.example.org/", web.wire)

    names = [line.partition(":")[0] for line in web.asked[1].splitlines()[1:] if line]
    assert web.asked[0].startswith("GET /about?x=1 HTTP/1.1\r\nHost: site.example.org\r\n")
    assert names == ["Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"]
