"""The booklet: what stands where, what must never stand there, and that the same data gives the same bytes."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from curation import review
from directory import booklet_download
from directory.booklet import PAPERS, booklet, lettering, lists
from directory.booklet.drawing import Drawing
from directory.booklet.flow import Flow
from directory.booklet.paper import TEXT
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 25)


@pytest.fixture
def said(monkeypatch):
    """Gather every piece of text that is put on paper, by page."""
    pages, original = {}, Drawing._put

    def put(drawing, mark):
        pages.setdefault(drawing.page, []).append(mark.text)
        original(drawing, mark)

    monkeypatch.setattr(Drawing, "_put", put)
    return pages


def made(**given):
    return booklet(Organization.objects.listed(), PAPERS["letter"], DAY, **given)


def words(pages):
    return " ".join(text for page in pages.values() for text in page)


def test_it_is_in_order_with_contents_heads_and_lists(said):
    factories.organization(name="Ember House", acronym="EH", region="NV", focus_areas=["connection-care"])
    factories.organization(name="Quiet House", country="CA", region="BC", city="Vancouver")
    factories.organization(name="Everywhere Net", country="", region="", city="", reach="online")

    content = made(about="Connection and care")

    assert content.startswith(b"%PDF-1")
    text = words(said)
    order = ["Canada", "British Columbia", "Quiet House", "United States of America", "Nevada", "Ember House (EH)"]
    entries = said[4]
    assert [entries.index(word) for word in [*order, "In no one place", "Everywhere Net"]] == sorted(
        entries.index(word) for word in [*order, "In no one place", "Everywhere Net"]
    )
    assert entries[0] == "Canada: British Columbia – In no one place"
    assert {"Contents", "Only groups that fit: Connection and care", "Canada", "4"} <= set(said[3])
    assert said[5][2:] == [
        "Names", "EH", "4", "Ember House", "4", "Everywhere Net", "4", "Quiet House", "4",
    ]  # fmt: skip
    assert "Connection and care" in said[6]
    assert "Check a group first" in text


def test_the_first_page_gives_nothing_away_but_the_name_of_the_site(said, settings):
    settings.SITE_NAME = "Lamplight"
    factories.organization()

    content = made()

    assert said[1] == ["Lamplight", "As of 25 November 2026", "Things change: check before you go."]
    assert b"/Title (Lamplight)" in content
    assert b"/Author" not in content
    assert b"/Lang (en)" in content


def test_the_same_data_and_day_give_the_same_bytes_and_another_day_does_not():
    factories.organization(name="Ánh Sáng Фонарь", ways=[{"kind": "chat", "label": "Chat"}])

    assert made() == made()
    assert made() != booklet(Organization.objects.listed(), PAPERS["letter"], date(2026, 11, 26))


def test_only_what_is_listed_stands_in_it(said):
    factories.organization(name="Ember House", parent=str(factories.organization(name="Umbrella Union").public_id))
    factories.withdrawn(name="Taken Down")
    factories.submission(name="Still Waiting")
    review.withdraw(Organization.objects.get(name="Umbrella Union"), by=factories.pair()[0], reason="wrong")

    made()

    text = words(said)
    assert "Ember House" in text
    assert [name for name in ("Taken Down", "Still Waiting", "Umbrella Union") if name in text] == []


def test_who_leads_a_group_stands_in_it_only_with_consent(said):
    factories.organization(name="Ember House", leadership="survivors", publish_leadership=False)
    made()
    assert "Survivors of trafficking" not in words(said)

    factories.organization(name="Copper House", leadership="survivors", publish_leadership=True)
    made()
    assert "Who leads it: Survivors of trafficking" in words(said)


def test_an_entry_has_every_number_and_address_and_says_what_is_not_known(said):
    factories.organization(
        phone="+1 775 555 0100",
        website="https://ember.example.org/a-page-with-a-long-address/" + "x" * 120,
        ways=[{"kind": "peer-line", "label": "Night", "phone": "+1 775 555 0101", "safety_note": "Ask for English."}],
        policies=[{"question": "police", "answer": "no", "source": "Their own rules", "as_of": "2026-02-03"}],
    )

    content = made()

    text = words(said)
    assert {"+1 775 555 0100", "+1 775 555 0101"} <= set(said[4])
    assert "https://ember.example.org/a-page-with-a-long-address/" + "x" * 120 in text.replace(" ", "")
    assert "Good to know first: Ask for English." in text
    assert "Do they contact the police? No (Their own rules" in text
    assert "Not known, which does not mean no." in text
    assert b"/URI (https://ember.example.org/a-page-with-a-long-address/" in content


@pytest.mark.parametrize("paper", PAPERS)
def test_every_line_stays_on_the_paper(said, paper, monkeypatch):
    marks = []
    original = Drawing._put
    monkeypatch.setattr(Drawing, "_put", lambda drawing, mark: marks.append(mark) or original(drawing, mark))
    for letter in "WMQGOD":
        factories.organization(
            name=f"{letter * 40} " * 4,
            description="many words " * 150,
            ways=[{"kind": "chat", "label": "W" * 150} for _way in range(20)],
        )
    size = PAPERS[paper]

    booklet(Organization.objects.listed(), size, DAY)

    right = max(m.x + lettering.width(m.text, m.style.size, is_bold=m.style.is_bold) for m in marks)
    assert right <= size.width - size.margin + 0.1
    assert max(mark.y for mark in marks) <= size.height - size.margin
    assert min(mark.x for mark in marks) >= size.margin


def test_letters_of_many_scripts_are_printed_and_others_become_boxes(said):
    name = "Ánh Sáng Фонарь Φανός אור Łódź"
    factories.organization(name=name, other_names="灯籠の会\nLanterns\u200d 🏮")

    content = made()

    assert lettering.printable(name) == name
    assert "Also known as: □□□□; Lanterns □" in words(said)
    assert "has no drawing of" in words(said)
    assert content


def test_arabic_is_joined_and_runs_from_the_right():
    def line(text):
        [seen] = lettering.set_in(text, 9, 500, is_bold=False)
        return seen

    assert line("نور") == "\ufead\ufeee\ufee7"
    assert line("لا 123") == "123 \ufefb"
    assert line("نور (LC)") == "(LC) \ufead\ufeee\ufee7"
    assert line("Nour نور x 5") == "Nour \ufead\ufeee\ufee7 x 5"
    assert (line("بب"), line("ب\u200cب")) == ("\ufe90\ufe91", "\ufe8f\ufe8f")
    assert line("نور") == lettering.set_in("https://nour.example.org/ نور", 9, 120, is_bold=False)[1]
    assert line("x (نور)") == "x (\ufead\ufeee\ufee7)"


def test_no_text_makes_it_fail(said):
    for odd in ["\x01\x07", "\u202e\u2066", "()\\", "े", "🏳️‍🌈", "\ud800", "ﷺ", "x" * 180]:
        organization = factories.organization()
        Organization.objects.filter(pk=organization.pk).update(description=odd.encode(errors="ignore").decode())

    assert made().endswith(b"%%EOF\n")


def test_a_part_stays_together_and_a_long_one_goes_on():
    flow = Flow(PAPERS["letter"], first=1)
    line = flow.lines("A line", TEXT)[0]
    fits = int((flow.paper.bottom - flow.paper.top) / line.height)

    assert flow.pour([line] * (fits - 2)) == 1
    assert flow.pour([line] * 4) == 1
    assert flow.pour([line] * (fits - 3)) == 2
    assert flow.pour([line] * fits * 3) == 2
    assert flow.page == 3


def test_pages_are_written_as_people_do():
    assert lists.ranges([7, 3, 5, 6, 3]) == "3, 5–7"
    assert lists.ranges([]) == ""


def test_a_booklet_of_nothing_is_a_booklet():
    assert made().startswith(b"%PDF")


def test_visitors_get_the_answer_to_their_question_and_their_own_list(client, said):
    factories.organization(name="Ember House", region="NV")
    factories.organization(name="Copper House", region="CA")
    factories.withdrawn(name="Juniper House", region="NV")

    answer = client.get("/groups.pdf?region=US-NV&paper=a4")

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="groups.pdf"'
    assert dict(answer.cookies) == {}
    assert b"/MediaBox [0 0 595.28 841.89]" in answer.content
    assert ("Ember House" in words(said), "Copper House" in words(said)) == (True, False)
    assert "Only groups that fit: Nevada" in words(said)

    said.clear()
    mine = client.get("/my-list.pdf?group=copper-house&group=juniper-house")
    assert mine["X-Robots-Tag"] == "noindex, noarchive"
    assert ("Copper House" in words(said), "Juniper House" in words(said)) == (True, False)
    assert mine.content == client.get("/my-list.pdf?group=copper-house&group=never-was").content


@pytest.mark.parametrize(
    ("country", "width"), [("US", b"612.00"), ("MX", b"612.00"), ("GB", b"595.28"), ("KE", b"595.28")]
)
def test_a_booklet_is_for_the_paper_of_the_country_most_groups_are_in(client, country, width):
    for name in ("Ember House", "Copper House"):
        factories.organization(name=name, country=country, region="", city="")
    factories.organization(name="Far House", country="FR", region="", city="")

    assert b"/MediaBox [0 0 %b " % width in client.get("/groups.pdf").content


def test_a_question_we_do_not_know_gives_no_booklet(client):
    answer = client.get("/groups.pdf?focus=bogus", headers={"Accept": "text/html,*/*;q=0.8"})

    assert answer["Location"] == "/groups/?focus=bogus"


def test_too_many_for_a_download_is_said_in_a_sentence(client, monkeypatch):
    monkeypatch.setattr(booklet_download, "MOST", 1)
    for _number in range(2):
        factories.organization()

    answer = client.get("/groups.pdf")

    assert answer.status_code == 400
    assert "These are 2 groups, and the site makes booklets of up to 1." in answer.content.decode()
    assert "/groups.pdf" not in client.get("/groups/").content.decode()
    assert "/groups.pdf?q=" in client.get(f"/groups/?q={Organization.objects.first().name}").content.decode()


def test_who_waits_too_long_is_told_so(client, monkeypatch):
    monkeypatch.setattr(booklet_download, "SECONDS_TO_WAIT", 0.01)
    factories.organization()

    with booklet_download._turn:
        answer = client.get("/groups.pdf")

    assert answer.status_code == 503
    assert client.get("/groups.pdf").status_code == 200


def test_the_command_writes_the_same_and_ends_in_sentences(tmp_path, client):
    factories.organization(name="Ember House", region="NV")
    file = tmp_path / "groups.pdf"

    call_command("booklet", str(file), question="region=US-NV")

    assert file.read_bytes() == client.get("/groups.pdf?region=US-NV").content
    assert [path.name for path in tmp_path.iterdir()] == ["groups.pdf"]
    with pytest.raises(CommandError, match="“bogus” is not a choice we know"):
        call_command("booklet", str(file), question="focus=bogus")
    with pytest.raises(CommandError, match="cannot be written"):
        call_command("booklet", str(tmp_path / "nowhere" / "groups.pdf"))


@pytest.mark.parametrize("name", ["booklet", "export_listings"])
def test_a_place_that_nothing_can_be_written_to_is_named_before_the_work(tmp_path, monkeypatch, name):
    def work(*_given, **_named):
        raise AssertionError

    monkeypatch.setattr(f"directory.management.commands.{name}.asked", work)
    (tmp_path / "file").touch()
    (tmp_path / "folder.csv").mkdir()

    for place in (tmp_path / "folder.csv", tmp_path / "file" / "groups.csv", tmp_path / "nowhere" / "groups.csv"):
        with pytest.raises(CommandError, match=r"is a folder|cannot be written") as refusal:
            call_command(name, str(place))
        assert refusal.value.returncode == 2


@pytest.mark.parametrize("place", [".", "/", ".."])
def test_a_booklet_has_a_name(place):
    with pytest.raises(CommandError, match="is a folder"):
        call_command("booklet", place)


def test_as_many_queries_for_one_listing_as_for_three(django_assert_max_num_queries):
    for _number in range(3):
        factories.organization(languages=["en", "es"])

    with django_assert_max_num_queries(11):
        made()
