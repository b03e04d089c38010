"""Links on the desk: the work list, the page of one, the listing's page, and “check now” on the workbench."""

import pytest
from django.urls import reverse

from curation import review
from curation.checking import fetching, published, running
from curation.models import LinkCheck
from tests import factories
from tests.curation.admin import desk
from tests.curation.checking.web import Web, page

pytestmark = pytest.mark.django_db
LIST = "admin:curation_linkcheck_changelist"


@pytest.fixture(autouse=True)
def web(settings, monkeypatch):
    settings.CHECK_LINKS = True
    ours = Web(sites={"example.org": page("Here we are.")})
    monkeypatch.setattr(fetching, "PACE", fetching.Pace())
    monkeypatch.setattr(running, "fetch", lambda url, _wire: fetching.fetch(url.replace("https", "http"), ours.wire))
    return ours


@pytest.fixture
def listing():
    made = factories.organization(website="http://lantern.example.org/")
    published.bring_up_to_date()
    list(running.check_due(10))
    return made


def page_of(link):
    return reverse("admin:curation_linkcheck_change", args=[link.pk])


def test_the_desk_and_the_work_list_show_what_a_person_should_look_at(listing):
    client = desk.signed_in(factories.reviewer())

    front, shown, everything = (client.get(address) for address in (
        reverse("admin:index"), reverse(LIST), reverse(LIST) + "?links=all",
    ))  # fmt: skip

    assert "1 link to look at" in desk.words(front)
    assert [link.url for link in shown.context["cl"].result_list] == ["http://lantern.example.org/"]
    assert len(everything.context["cl"].result_list) == 2


def test_the_listing_s_page_leads_to_its_links(listing):
    shown = desk.words(
        desk.signed_in(factories.reviewer()).get(reverse("admin:directory_organization_change", args=[listing.pk]))
    )

    assert [page_of(link) in shown for link in LinkCheck.objects.all()] == [True, True]


def test_whoever_has_a_conflict_of_interest_meets_them_nowhere(listing):
    recused = factories.reviewer()
    review.declare(factories.change(listing, description="New."), by=recused, has_conflict=True)
    client = desk.signed_in(recused)

    assert "link to look at" not in desk.words(client.get(reverse("admin:index")))
    assert list(client.get(reverse(LIST)).context["cl"].result_list) == []
    assert client.get(page_of(LinkCheck.objects.first())).status_code == 404


def test_what_is_pressed_is_done_and_said(listing, web):
    client = desk.signed_in(factories.reviewer())
    link = LinkCheck.objects.get(url="http://lantern.example.org/")
    LinkCheck.objects.update(checked_at="2026-01-01T00:00Z")
    web.sites["lantern.example.org"] = page("This domain is for sale.")

    checked = client.post(page_of(link), {"do": "check"}, follow=True)
    agreed = client.post(page_of(link), {"do": "still-theirs"}, follow=True)
    nothing = client.post(page_of(link), {"do": "erase"}, follow=True)

    assert desk.said(checked) == ["Checked: Changed owner? – The page says that the name is for sale or has expired."]
    assert desk.said(agreed) == ["The page counts as right the way it is now. If it changes again, it is asked again."]
    assert desk.said(nothing) == ["Nothing was pressed that this page knows. Try again."]


def test_evidence_is_checked_by_a_click_and_what_was_typed_beside_it_stays(web):
    submission, reader = factories.submission(), factories.reviewer()
    client = desk.begun(submission, reader)
    desk.press(client, submission, "save", **desk.answers())
    (evidence, before), *_others = running.looked_behind(submission, reader)
    assert (before, web.looked_up) == (None, [])

    typed = desk.answers(sentence="Not saved yet.")
    shown = desk.press(client, submission, f"check-link {evidence.pk}", **typed)

    assert desk.said(shown)[0].startswith("Checked: As it was")
    assert "Not saved yet." in desk.words(shown)
    assert LinkCheck.objects.get().digest in desk.words(shown)
    assert web.looked_up == ["example.org"]


def test_opening_and_saving_ask_nobody_anything(web):
    submission, reader = factories.submission(), factories.reviewer()
    client = desk.begun(submission, reader)
    desk.press(client, submission, "save", **desk.answers())

    client.get(desk.page(submission))

    assert (web.looked_up, LinkCheck.objects.count()) == ([], 0)


@pytest.mark.parametrize("number", ["", "x", "9" * 40, "-1", "0"])
def test_a_button_that_names_nothing_is_answered_with_a_sentence(web, number):
    submission = factories.submission()
    client = desk.begun(submission, factories.reviewer())

    shown = desk.press(client, submission, f"check-link {number}")

    assert desk.said(shown)[0].startswith("This evidence is no longer there")
    assert web.looked_up == []


def test_switched_off_there_is_no_button(settings):
    settings.CHECK_LINKS = False
    submission = factories.submission()
    client = desk.begun(submission, factories.reviewer())
    desk.press(client, submission, "save", **desk.answers())

    assert "check-link" not in desk.words(client.get(desk.page(submission)))
