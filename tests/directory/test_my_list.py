"""A visitor's own list: it is only in the address, shows what is listed, and never tells why something is not."""

import csv
import io
import json
import unicodedata

import pytest
from django.http import QueryDict

from curation import review
from directory import kept
from tests import factories

pytestmark = pytest.mark.django_db
FILES = ["txt", "csv", "xlsx", "json", "pdf"]


def page(client, path):
    return client.get(path).content.decode()


def names_on(client, path):
    return [entry["organization"].name for entry in client.get(path).context["entries"]]


def test_it_shows_the_groups_it_names_in_that_order_and_no_others(client):
    for name in ("Ember House", "Copper House", "Willow House"):
        factories.organization(name=name)

    assert names_on(client, "/my-list/?group=willow-house&group=copper-house&group=willow-house") == [
        "Willow House",
        "Copper House",
    ]
    assert names_on(client, "/my-list/") == []


def test_it_needs_no_cookie_and_is_not_for_search_engines(client):
    factories.organization(name="Ember House")

    for path in ["/my-list/", "/my-list/?group=ember-house", *(f"/my-list.{kind}?group=ember-house" for kind in FILES)]:
        answer = client.get(path)
        assert (answer.status_code, dict(answer.cookies)) == (200, {})
        assert answer["X-Robots-Tag"] == "noindex, noarchive"
    assert client.get("/my-list.exe").status_code == 404
    assert client.post("/my-list/").status_code == 405


def not_listed():
    """One of each that must not be told apart, and a slug that never was."""
    withdrawn = factories.withdrawn(name="Taken Down")
    renamed = factories.organization(name="Old Name")
    renamed = factories.published(factories.change(renamed, name="New Name")).organization
    review.withdraw(renamed, by=factories.pair()[0], reason="safety")
    factories.submission(name="Still Waiting")
    declined = factories.submission(name="Turned Away")
    review.claim(declined, by=factories.pair()[0])
    review.decline(declined, by=factories.pair()[0], reason="policy", words="It joins raids.")
    return [withdrawn.slug, "old-name", "new-name", "still-waiting", "turned-away", "never-was", "!", "x" * 300]


@pytest.mark.parametrize("path", ["/my-list/?group=", *(f"/my-list.{kind}?group=" for kind in FILES), "/groups/?keep="])
def test_whatever_is_not_listed_looks_alike_to_the_byte(client, path):
    factories.organization(name="Ember House")
    name = path.rpartition("?")[2]

    answers = [client.get(f"{path}{slug}&{name}ember-house") for slug in not_listed()]

    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.getvalue() for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1


def test_what_is_not_listed_is_counted_and_never_named(client):
    factories.organization(name="Ember House")
    gone = not_listed()

    text = page(client, f"/my-list/?group=ember-house&group={'&group='.join(gone)}")

    assert f"{len(gone)} of these are no longer here." in text
    assert [slug for slug in gone if len(slug) > 1 and slug in text] == []
    assert "no longer here" not in page(client, "/my-list/?group=ember-house")


def test_a_former_name_still_leads_to_the_group_once(client):
    organization = factories.organization(name="Casa Amarilla")
    factories.published(factories.change(organization, name="Casa Azul"))

    assert names_on(client, "/my-list/?group=casa-amarilla&group=casa-azul") == ["Casa Azul"]
    assert "casa-amarilla" not in page(client, "/my-list/?group=casa-amarilla")


def test_a_group_can_be_taken_out_and_more_put_in(client):
    for name in ("Ember House", "Copper House"):
        factories.organization(name=name)

    text = page(client, "/my-list/?group=ember-house&group=copper-house")

    assert 'href="/my-list/?group=copper-house"' in text
    assert 'href="/my-list/?group=ember-house"' in text
    assert 'href="/groups/?keep=ember-house&amp;keep=copper-house"' in text


def test_the_list_of_groups_takes_what_is_kept_along_everywhere(client):
    for name in ("Ember House", "Copper House"):
        factories.organization(name=name)

    text = page(client, "/groups/?q=copper&keep=ember-house&keep=nobody")

    assert "You keep 1 group:" in text
    assert '<input type="hidden" name="keep" value="ember-house">' in text
    assert '<input type="hidden" name="group" value="ember-house">' in text
    assert '<a class="chip" href="/groups/?keep=ember-house">' in text
    assert 'href="/groups/copper-house/?keep=ember-house"' in text
    assert 'href="/my-list/?group=ember-house&amp;group=copper-house"' in page(
        client, "/groups/copper-house/?keep=ember-house"
    )


def test_every_card_has_a_box_in_one_form_and_what_is_kept_is_ticked(client):
    for name in ("Ember House", "Copper House"):
        factories.organization(name=name)

    text = page(client, "/groups/?keep=ember-house")

    assert '<input type="checkbox" name="group" value="copper-house" form="keep">' in text
    assert '<input type="checkbox" name="group" value="ember-house" form="keep" checked>' in text
    assert '<input type="hidden" name="group"' not in text
    assert text.count('id="keep"') == 1


def test_a_list_of_more_than_a_hundred_says_so_and_asks_no_more_of_the_database(client, monkeypatch):
    monkeypatch.setattr(kept, "MOST", 2)
    slugs = [factories.organization().slug for _number in range(4)]

    text = page(client, f"/my-list/?group={'&group='.join(slugs)}")

    assert "A list holds at most 2 groups, so 2 were left out." in text
    assert [slug for slug in slugs if f"/groups/{slug}/" in text] == slugs[:2]


def test_who_leads_a_group_is_nowhere_without_consent(client):
    hidden = factories.organization(leadership="survivors", publish_leadership=False)
    shown = factories.organization(leadership="survivors", publish_leadership=True)

    for path in ("/my-list/", "/my-list.txt", "/my-list.csv", "/my-list.json"):
        told = [
            b"Survivors of trafficking or abuse" in client.get(f"{path}?group={group.slug}").getvalue()
            for group in (hidden, shown)
        ]
        assert told == [False, True]


def test_the_files_hold_exactly_the_list_in_its_order(client):
    for name in ("Ember House", "Copper House", "Willow House"):
        factories.organization(name=name)
    query = "?group=willow-house&group=ember-house&group=nobody"

    rows = csv.DictReader(io.StringIO(client.get(f"/my-list.csv{query}").getvalue().decode("utf-8-sig")))
    told = json.loads(client.get(f"/my-list.json{query}").getvalue())
    text = client.get(f"/my-list.txt{query}").content.decode()

    assert [row["Name"] for row in rows] == [row["Name"] for row in told] == ["Willow House", "Ember House"]
    assert text.index("Willow House") < text.index("Ember House")
    assert "Copper House" not in text


def test_the_text_has_all_a_person_needs_in_lines_that_fit(client):
    address = "https://lantern.example.org/" + "a-long-way/" * 20 + "x" * 100
    group = factories.organization(
        name="Café Ánh Sáng 東京の会" + "é" * 80,
        phone="+1 775 555 0100",
        website=address[:200],
        languages=["en", "es"],
        ways=[
            {"kind": "peer-line", "label": "Night line", "phone": "+1 775 555 0101", "safety_note": "Ask for English."}
        ],
        policies=[{"question": "police", "answer": "no", "source": "Their own rules", "as_of": "2026-02-03"}],
    )

    answer = client.get(f"/my-list.txt?group={group.slug}")
    text = answer.content.decode("utf-8")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = text.split("\r\n")
    assert max(sum(1 + (unicodedata.east_asian_width(c) in "WF") for c in line) for line in lines) <= 72
    wanted = ["+1 775 555 0100", "+1 775 555 0101", "Ask for English.", "Reno, Nevada", "English, Spanish", "As of "]
    wanted += ["Do they contact the police? No (Their own rules, February 2026)", "Is there an age limit?"]
    assert [words for words in wanted if words not in text] == []
    assert group.website in "".join(line.strip() for line in lines)


def test_a_list_costs_the_same_however_long_it_is(client, django_assert_num_queries):
    slugs = [factories.organization(languages=["en", "es"]).slug for _number in range(3)]
    with django_assert_num_queries(10):
        client.get(f"/my-list/?group={slugs[0]}")

    with django_assert_num_queries(10):
        client.get(f"/my-list/?group={'&group='.join(slugs)}")


def test_without_a_list_nothing_is_asked_of_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert kept.read(QueryDict("keep=&page=2"), "keep") == kept.Kept()
