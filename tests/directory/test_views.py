"""The public pages: what they show, what they refuse, and that a page costs the same however much it shows."""

import re
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from curation import review
from directory.actions import ACTIONS
from tests import factories

PAGES = ["/", "/groups/", "/take-action/", "/about/", "/safety/", "/how-we-vet/", "/suggest/", "/suggestion/"]


@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there_for_an_empty_directory_and_sets_no_cookie(client, db, path):
    answer = client.get(path)

    assert answer.status_code == 200
    assert dict(answer.cookies) == {}


@pytest.mark.parametrize("path", PAGES)
def test_every_page_begins_with_a_way_out_that_needs_no_script(client, db, path, settings):
    page = client.get(path).content.decode()

    first_link = page[page.index("<body") :].split("<a ", 1)[1].split(">", 1)[0]
    assert f'href="{settings.EXIT_URL}"' in first_link
    assert 'rel="nofollow noreferrer noopener"' in first_link


def test_a_listing_says_all_it_has_and_why_it_is_listed(client, db):
    organization = factories.organization(
        name="Casa Amarilla",
        ways=[
            {"kind": "peer-line", "label": "Night line", "phone": "+1 775 555 0100", "safety_note": "Ask for English."}
        ],
        policies=[{"question": "police", "answer": "no", "source": "Their own rules", "as_of": "2026-02-03"}],
    )

    page = client.get(organization.get_absolute_url()).content.decode()

    wanted = [
        *[
            "Casa Amarilla",
            organization.description,
            "Night line",
            "+1 775 555 0100",
            "Ask for English.",
            "Reno, Nevada",
        ],
        *["Do they contact the police?", "Their own rules", "Not known", "Who has a say: we read their pages."],
        *[criterion.means_meets for criterion in factories.criteria()],
    ]
    assert [words for words in wanted if words not in page] == []


def test_a_listing_of_the_founding_list_says_that_nobody_here_has_reviewed_it(client, db):
    from curation import founding

    founding.make_founding_list()

    page = client.get("/groups/red-umbrella-fund/").content.decode()

    assert "Named by the document; not yet reviewed by this site’s own reviewers" in page


def test_leadership_that_may_not_be_shown_is_not_on_the_page(client, db):
    hidden = factories.organization(leadership="survivors", publish_leadership=False)
    shown = factories.organization(leadership="survivors", publish_leadership=True)

    pages = [client.get(organization.get_absolute_url()).content.decode() for organization in (hidden, shown)]

    assert ["Survivors of trafficking or abuse" in page for page in pages] == [False, True]


def test_an_old_address_leads_to_the_new_one(client, db):
    organization = factories.organization(name="Casa Amarilla")
    factories.published(factories.change(organization, name="Casa Azul"))

    answer = client.get("/groups/casa-amarilla/")

    assert (answer.status_code, answer["Location"]) == (301, "/groups/casa-azul/")


def test_what_is_not_listed_looks_like_what_never_was(client, db):
    taken_down = factories.withdrawn(name="Taken Down")
    renamed = factories.organization(name="Old Name")
    renamed = factories.published(factories.change(renamed, name="New Name")).organization
    review.withdraw(renamed, by=factories.pair()[0], reason="safety")
    factories.submission(name="Still Waiting")

    unlisted = [taken_down.slug, "old-name", "new-name", "still-waiting", "never-was"]
    answers = [client.get(f"/groups/{slug}/") for slug in unlisted]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1


def test_a_value_nobody_knows_is_said_and_finds_nothing(client, db):
    factories.organization(name="Casa Amarilla", focus_areas=["connection-care"])

    answer = client.get("/groups/?focus=connection-care&focus=rescue")

    page = answer.content.decode()
    assert answer.status_code == 400
    assert "Focus area: “rescue” is not a choice we know." in page
    assert "Casa Amarilla" not in page


def test_a_question_that_is_not_understood_is_said_so_in_the_title_and_has_no_results_to_go_to(client, db):
    pages = [client.get(f"/groups/?focus={area}").content.decode() for area in ("connection-care", "rescue")]

    titles = [page.split("<title>")[1].split("</title>")[0] for page in pages]
    assert titles == [f"{said}Find a group – By &amp; For" for said in ("", "We do not know part of this question: ")]
    assert ['aria-label="Results"' in page for page in pages] == [True, False]


def chips(client, address):
    """Return the parts of the question that the page offers to take off, as (words, address)."""
    page = client.get(address).content.decode()
    found = re.findall(r'<a class="chip" href="([^"]*)"><span class="unseen">Remove </span>(.*?) <span', page)
    return [(unescape(words), unescape(url)) for url, words in found]


def suggestions(client, address):
    page = client.get(address).content.decode()
    found = re.findall(r'<li><a href="([^"]*)">([^<]*)</a> \((\d+)\)</li>', page)
    return [(unescape(words), unescape(url), int(count)) for url, words, count in found]


def test_an_empty_result_says_where_else_to_look(client, db):
    factories.organization(name="Casa Amarilla", focus_areas=["connection-care"], reach="national")

    assert suggestions(client, "/groups/?focus=connection-care&language=zh") == [
        ("Without Chinese", "/groups/?focus=connection-care", 1),
        ("Groups that reach: A whole country", "/groups/?reach=national", 1),
    ]


def test_take_action_names_no_group_that_search_engines_are_not_to_show(client, db):
    factories.organization(name="Ember House", kind="network")
    factories.organization(name="Quiet House", kind="network", keep_from_search_engines=True)

    page = client.get("/take-action/").content.decode()

    assert ("Ember House" in page, "Quiet House" in page) == (True, False)


def test_whoever_is_in_danger_is_spoken_to_first(client, db):
    factories.organization(
        name="Casa Amarilla", ways=[{"kind": "peer-line", "label": "Night line"}, {"kind": "meeting", "label": "Tea"}]
    )
    home, safety, empty = (client.get(path).content.decode() for path in ("/", "/safety/", "/groups/?q=xyzzy"))

    assert safety.index("If you are in danger now") < safety.index('class="lead"')
    assert empty.index("If you are in danger now") < empty.index("No group here fits all of that")
    assert ("Call or text a peer line", "/groups/?connect=peer-line", 1) in suggestions(client, "/groups/?q=xyzzy")
    assert [home.index(words) for words in ("peer line", "Go to a meeting", "By what they work on")] == sorted(
        home.index(words) for words in ("peer line", "Go to a meeting", "By what they work on")
    )


def test_whoever_names_a_place_that_nobody_knows_is_spoken_to_and_led_on_as_well(client, db):
    factories.organization(name="Casa Amarilla", ways=[{"kind": "peer-line", "label": "Night line"}], reach="national")

    page = client.get("/groups/?near=Xyzzyq&q=legal").content.decode()
    quiet = client.post("/quiet/", {"near": "Xyzzyq"}).content.decode()

    assert page.index("If you are in danger now") < page.index("We do not know a place called “Xyzzyq”")
    assert suggestions(client, "/groups/?near=Xyzzyq&q=legal") == [
        ("Call or text a peer line", "/groups/?connect=peer-line", 1),
        ("Groups that reach: A whole country", "/groups/?reach=national", 1),
    ]
    assert 'value="connect=peer-line">Call or text a peer line</button> (1)' in quiet


def test_a_peer_line_is_called_or_texted_and_other_numbers_are_called(client, db):
    numbers = {"peer-line": "+1 775 555 0102", "drop-in": "+1 775 555 0109"}
    factories.organization(name="Ember House", ways=[{"kind": kind, "phone": phone} for kind, phone in numbers.items()])
    factories.organization(name="Elm House", ways=[{"kind": "peer-line", "phone": "+1 775 555 0103 ext. 4"}])

    page = client.get("/groups/ember-house/").content.decode()

    assert re.findall(r'href="((?:sms|tel):[^"]*)">([^<]*)<', page) == [
        ("tel:+17755550102", "Call +1 775 555 0102"),
        ("sms:+17755550102", "Text +1 775 555 0102"),
        ("tel:+17755550109", "+1 775 555 0109"),
    ]
    assert "sms:" not in client.get("/groups/elm-house/").content.decode()


def test_a_way_with_nothing_to_press_leads_to_the_website(client, db):
    site, way = "https://ember.example.org/", {"kind": "chat", "label": "Video chat"}
    factories.organization(name="Ember House", website=site, ways=[way])
    factories.organization(name="Elm House", website=site, ways=[way | {"link": "https://chat.example.org/"}])
    factories.organization(name="Oak House", website="", ways=[way])

    pages = [client.get(f"/groups/{name}-house/").content.decode() for name in ("ember", "elm", "oak")]

    assert ["Ask on their website" in page for page in pages] == [True, False, False]
    assert re.search(rf'href="{site}"[^>]*>Ask on their website', pages[0])


def test_each_part_of_a_question_can_be_taken_away(client, db):
    asked = "/groups/?q=casa&focus=connection-care&police=unknown&region=US-NV&page=2"

    assert chips(client, asked) == [
        ("“casa”", "/groups/?focus=connection-care&police=unknown&region=US-NV"),
        ("Connection and care", "/groups/?q=casa&police=unknown&region=US-NV"),
        ("Nevada", "/groups/?q=casa&focus=connection-care&police=unknown"),
        ("Do they contact the police? Not known", "/groups/?q=casa&focus=connection-care&region=US-NV"),
    ]


def test_only_the_country_that_counts_has_a_chip(client, db):
    assert chips(client, "/groups/?country=US&country=CA&utm_source=elsewhere") == [("Canada", "/groups/")]


def test_a_chip_says_whether_people_lead_or_are_helped(client, db):
    found = chips(client, "/groups/?led_by=survivors&population=child-abuse-survivors")

    assert [words for words, _url in found] == [
        "Who leads it: Survivors of trafficking or abuse",
        "Who it is there for: Survivors of child sexual abuse",
    ]


def test_a_part_that_helps_is_suggested_after_many_that_do_not(client, db):
    factories.organization(name="Casa Amarilla", focus_areas=["connection-care"], reach="local")

    asked = "/groups/?q=casa&focus=connection-care&level=interpersonal&country=US&region=US-NV&kind=fund"

    assert [(words, count) for words, _url, count in suggestions(client, asked)] == [("Without Fund", 1)]


def test_a_listing_checked_long_ago_says_so_beside_how_it_was_checked(client, db):
    organization = factories.organization(facts_checked_on="2020-05-01", facts_checked_how="their website")

    page = client.get(organization.get_absolute_url()).content.decode()

    assert "May be out of date: <span>their website</span>, May 2020" in page


def test_a_list_takes_as_many_queries_for_three_cards_as_for_one(client, db, django_assert_num_queries):
    factories.organization(ways=[{"kind": "meeting", "label": "Tuesdays"}])
    with CaptureQueriesContext(connection) as one:
        client.get("/groups/")
    factories.organization(ways=[{"kind": "chat", "label": "Nightly"}])
    factories.organization(languages=["es", "en"])

    with django_assert_num_queries(len(one)):
        client.get("/groups/")


def test_every_action_asks_a_question_the_directory_understands(client, db):
    from django.http import QueryDict

    from directory.filters import OrganizationFilter

    questions = [OrganizationFilter(QueryDict(action.question)) for action in ACTIONS]

    assert [question.form.errors for question in questions if not question.is_valid()] == []
    assert client.get("/take-action/").status_code == 200


def test_titles_name_nothing_but_the_site_where_it_says_so(client, db, settings):
    organization = factories.organization(name="Casa Amarilla")
    usual = title(client, organization.get_absolute_url())

    settings.NEUTRAL_TITLES, settings.SITE_NAME = True, "Lamplight"

    assert "Casa Amarilla" in usual
    assert {title(client, path) for path in (*PAGES, organization.get_absolute_url())} == {"Lamplight"}


def title(client, path):
    return re.search("<title>(.*)</title>", client.get(path).content.decode())[1]
