"""What a group takes out is nowhere else on its page, and the group is told what words still name."""

from datetime import timedelta

import pytest
from django.utils import timezone

from curation import hiding, links, removals, review, translations
from curation.backups import repeating
from curation.models import Evidence, GroupLink
from directory.models import Organization
from directory.record import blank
from tests import factories

SITE, PHONE = "https://quokka.example.net/", "+1 775 555 0101"
HIDDEN = hiding.of(["website", "phone"], [blank() | {"website": SITE, "phone": PHONE, "country": "US"}])


def way(**given):
    return {"kind": "meeting", "label": "Open circle", "link": "", "phone": "", "schedule": ""} | given


@pytest.mark.parametrize(
    ("url", "is_hidden"),
    [
        ("http://www.quokka.example.net/about", True),
        ("https://shop.quokka.example.net", True),
        ("https://example.net/quokka", False),
        ("https://notquokka.example.net/", False),
        ("told by phone", False),
        ("", False),
    ],
)
def test_a_site_is_known_with_all_its_pages_and_parts(url, is_hidden):
    assert HIDDEN.has_link(url) is is_hidden


def test_of_a_shared_site_only_the_group_s_own_corner_is_hidden():
    hidden = hiding.of(["website"], [blank() | {"website": "https://www.facebook.com/quokka"}])

    found = [hidden.has_link(f"https://facebook.com/{page}") for page in ("quokka", "quokka/about", "quokkas", "")]
    assert found == [True, True, False, False]


def test_a_way_loses_what_is_hidden_and_goes_if_it_says_nothing_to_go_by():
    told = blank() | {
        "country": "US",
        "ways": [
            way(link=f"{SITE}donate"),
            way(link=f"{SITE}circle", schedule="Tuesdays 6 pm"),
            way(phone="(775) 555-0101", link="https://chat.example.org/"),
            way(phone="775-555-0102"),
            way(),
        ],
    }

    assert hiding.along(told, HIDDEN)["ways"] == [
        way(schedule="Tuesdays 6 pm"),
        way(link="https://chat.example.org/"),
        way(phone="775-555-0102"),
        way(),
    ]


def test_an_answer_stays_and_says_only_that_it_was_on_their_website():
    rows = [{"question": "police", "answer": "no", "source": source} for source in (f"{SITE}faq", "told by phone")]

    found = hiding.along(blank() | {"policies": rows}, HIDDEN)["policies"]

    assert [row["source"] for row in found] == ["their website", "told by phone"]


def test_what_was_found_and_quoted_stays_without_its_link():
    items = [
        {"label": "By members.", "url": f"{SITE}about", "seen_on": None},
        {"label": f"{SITE}about", "url": f"{SITE}about", "seen_on": None},
        {"label": "", "url": "https://news.example.org/", "seen_on": None},
    ]

    (reason,) = hiding.reasons([{"summary": "We read their pages.", "evidence": items}], HIDDEN)

    assert reason["summary"] == "We read their pages."
    assert reason["evidence"] == [{"label": "By members.", "url": "", "seen_on": None}, items[2]]


@pytest.fixture
def listing(db, monkeypatch):
    """One whose reviewers link to its site, on its page and in its ways."""
    assessment = factories.assessment
    seen = {"kind": Evidence.Kind.OWN, "url": f"{SITE}about", "quote": "", "seen_on": factories.SEEN}
    monkeypatch.setattr(
        factories, "assessment", lambda *args, **given: assessment(*args, **(given | {"evidence": [seen]}))
    )
    return factories.organization(
        website=SITE, phone=PHONE, email="info@lantern.example.org", city="Sparks",
        ways=[
            {"kind": "peer-line", "label": "Line", "phone": "775 555 0101"},
            {"kind": "donate", "label": "Give", "link": f"{SITE}donate"},
        ],
    )  # fmt: skip


def fresh(listing):
    return Organization.objects.get(pk=listing.pk)


def passed_on(listing):
    return links.make(listing, purpose="entry", by=factories.reviewer()).link


def test_a_hidden_website_and_phone_are_on_no_page_and_in_no_file_and_do_not_come_back_by_a_review(client, listing):
    slug = listing.slug
    pages = [f"/groups/{slug}/", f"/groups/{slug}.vcf", "/groups.csv", "/groups.json", "/hsds/services"]
    told = ("quokka.example.net", "555 0101")

    def where():
        texts = {page: client.get(page).getvalue().decode() for page in pages}
        return [(page, word) for page, text in texts.items() for word in told if word in text]

    assert len(where()) > len(pages)

    named = review.hide(passed_on(listing), ["website", "phone"])

    assert (named, where(), fresh(listing).ways.count()) == ([], [], 0)
    factories.published(factories.change(fresh(listing), description="Other words, by members."))
    assert where() == []


def test_what_words_still_tell_is_named(db):
    listing = factories.organization(
        website=SITE, phone=f"{PHONE} ext. 5", email="info@quokka.example.net", name="Sparks Lantern Row", city="Sparks",
        description="By members. Look at Quokka.example.net or call 775.555.0101.",
    )  # fmt: skip

    website = review.hide(factories.link(listing), ["website"])
    phone = review.hide(factories.link(listing), ["phone"])
    place = review.hide(factories.link(listing), ["place"])

    assert website == ["What it does", "E-mail"]
    assert (phone, place) == (["What it does"], ["Name"])


SPANISH = {
    "By members.": "Somos pares. Llámenos al 775 555 0101.",
    "Open evening": "Noche abierta, en Quokka.example.net",
    "Mondays": "Los lunes",
}


def by_the_group(listing):
    assert review.hide(factories.link(listing), ["website", "phone"]) == []


def by_a_restore(listing):
    removals.note(removals.HIDDEN, listing.public_id, "website", "phone")
    assert repeating.repeat(timezone.now() - timedelta(minutes=1)).hidden == 1


@pytest.mark.parametrize("hide", [by_the_group, by_a_restore])
def test_what_stands_only_in_a_translation_goes_in_every_page_and_search(client, db, settings, tmp_path, hide):
    settings.DATA_DIR = tmp_path
    evening = dict.fromkeys(("link", "phone", "languages", "who_for", "safety_note"), "")
    evening |= {"kind": "meeting", "label": "Open evening", "schedule": "Mondays"}
    listing = factories.organization(website=SITE, phone=PHONE, description="By members.", ways=[evening])
    words = factories.translation(listing, texts=SPANISH)
    translations.publish(words, by=factories.pair()[1], because="It is the group’s own number.")
    mine = f"?group={listing.slug}"
    pages = [f"/es/groups/{listing.slug}/", "/es/groups/", f"/es/my-list/{mine}", f"/es/my-list.txt{mine}"]

    def where():
        texts = {page: client.get(page).getvalue().decode() for page in pages}
        told = [page for page, text in texts.items() if "555 0101" in text or "quokka.example.net" in text.casefold()]
        return told, [Organization.objects.matching(word).count() for word in ("0101", "quokka", "lunes")]

    assert where() == (pages, [1, 1, 1])

    hide(fresh(listing))

    assert where() == ([], [0, 0, 1])


def test_no_translation_brings_back_what_a_group_took_out(db):
    listing = factories.organization(website=SITE, phone=PHONE, description="By members.")
    waiting = factories.translation(listing, texts={"By members.": SPANISH["By members."]})
    review.hide(factories.link(listing), ["phone"])

    with pytest.raises(review.ReviewError, match="took out"):
        translations.publish(waiting, by=factories.pair()[1], because="It is the group’s own number.")

    assert not listing.translations.exists()


@pytest.mark.parametrize("how", ["replaced", "hidden", "something else"])
def test_a_mailed_link_ends_when_the_address_leaves_the_entry_and_stays_so_after_a_restore(
    listing, how, settings, tmp_path
):
    settings.DATA_DIR = tmp_path
    by = factories.reviewer()
    mailed = links.make(listing, purpose="entry", by=by, is_mailed=True)
    by_hand = links.make(listing, purpose="entry", by=by)

    if how == "hidden":
        review.hide(mailed.link, ["email"])
    else:
        changed = {"email": "new@here.example.org"} if how == "replaced" else {"acronym": "LU"}
        factories.published(factories.change(listing, **changed))

    living = [links.living(made.token) is not None for made in (mailed, by_hand)]
    assert living == [how == "something else", True]
    ended = [note.more for note in removals.ended_since(removals.THE_BEGINNING)]
    assert ended == ([] if living[0] else [(mailed.link.token_digest,)])
    assert GroupLink.objects.count() == 2
