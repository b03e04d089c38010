"""A visitor reports a listing that is not safe; one curator takes it down in one press, and two put it back."""

from django.urls import reverse

from curation import review
from curation.models import Report
from directory.models import Organization
from tests import factories
from tests.filling import filled


def reporting(client, listing, **typed):
    address = client.get(listing.get_absolute_url()).context["report_url"]
    return client.post(address, filled(client.get(address), **typed))


def test_a_report_is_sent_followed_and_acted_on(db, client):
    listing = factories.organization(name="Lantern Union")

    # Badly at first: what is wrong is said, and nothing is lost.
    page = reporting(client, listing, words="They called the police.")
    assert [fault.sentence for fault in page.context["letter"].faults] == ["Choose what is wrong."]
    page = client.post(f"{listing.get_absolute_url()}report/", filled(page, kind="unsafe"))
    report = Report.objects.get()
    assert (report.kind, report.words, report.held_because) == ("unsafe", "They called the police.", [])
    code = page.context["receipt"].reference
    assert code in page.content.decode()
    assert "We have it" in client.post("/suggestion/", {"reference": code}).content.decode()
    assert len(client.cookies) == 0

    # One press from the desk.
    first, second = factories.pair()
    client.force_login(first)
    assert "Lantern Union" in client.get(reverse("admin:index")).content.decode()
    client.post(reverse("admin:curation_report_change", args=[report.pk]), {"do": "take-down"})
    client.logout()
    assert client.get(listing.get_absolute_url()).status_code == 404
    followed = client.post("/suggestion/", {"reference": code}).content.decode()
    assert "We have dealt with it" in followed
    assert "Lantern Union" not in followed

    # Two to put it back.
    page = reverse("admin:directory_organization_change", args=[listing.pk])
    for curator, do in ((first, "ask-restore"), (first, "restore"), (second, "restore")):
        assert not Organization.objects.get(pk=listing.pk).is_listed
        client.force_login(curator)
        client.post(page, {"do": do, "words": "A mix-up of names."})
    client.logout()
    assert client.get(listing.get_absolute_url()).status_code == 200


def test_a_person_s_details_are_pointed_out_before_anything_is_sent(db, client):
    listing = factories.organization()
    words = {"kind": "wrong", "words": "Ask Maria Lopez, maria.lopez@gmail.com."}

    page = reporting(client, listing, **words)
    assert "is this about a person?" in page.content.decode()
    assert not Report.objects.exists()

    client.post(f"{listing.get_absolute_url()}report/", filled(page, as_is="on"))
    assert Report.objects.get().words == words["words"]


def test_a_robot_is_let_in_and_held(db, client):
    listing = factories.organization()
    address = f"{listing.get_absolute_url()}report/"

    page = client.post(address, filled(client.get(address), after=0, kind="unsafe", remark_b="http://spam.example"))

    assert "We have it" in page.content.decode()
    assert len(Report.objects.get().held_because) == 2


def test_a_form_from_elsewhere_is_refused(db, client):
    listing = factories.organization()
    address = f"{listing.get_absolute_url()}report/"

    answer = client.post(
        address, filled(client.get(address), kind="unsafe"), headers={"Origin": "https://evil.example"}
    )

    assert answer.status_code == 403
    assert not Report.objects.exists()


def test_it_works_on_a_phone_without_scripts(transactional_db, new_page):
    listing = factories.organization()
    page = new_page(scripts=False)

    page.goto(listing.get_absolute_url())
    page.get_by_role("link", name="Report a problem").click()
    page.get_by_label("It has closed").check()
    page.locator("button.button", has_text="Send the report").click()

    page.get_by_role("heading", name="Thank you. We have it.").wait_for()
    assert page.context.cookies() == []
    assert (page.troubles, page.foreign) == ([], [])
    assert Report.objects.get().kind == "closed"
    assert page.evaluate("document.documentElement.scrollWidth <= 360")


def test_each_button_of_the_desk_does_its_work_without_the_words_that_another_one_needs(
    transactional_db, new_page, let_in
):
    first, second = factories.pair()
    down, listing = factories.withdrawn(), factories.organization()
    review.ask_restore(down, by=first, words="It was a mistake.")
    report = factories.report(listing, kind="wrong")
    factories.change(listing, city="Sparks")
    page = new_page(scripts=False)
    let_in(page, second)

    page.goto(reverse("admin:directory_organization_change", args=[down.pk]))
    page.get_by_role("button", name="Keep it down").click()
    page.get_by_text("Say why it should stay down.").wait_for()
    page.get_by_role("button", name="Agree: put it back").click()
    page.get_by_text("It is public again.").wait_for()
    page.goto(reverse("admin:curation_report_change", args=[report.pk]))
    page.get_by_role("button", name="Nothing has to change").click()
    page.get_by_text("Say why nothing has to change.").wait_for()
    page.get_by_role("button", name="A change is proposed").click()
    page.get_by_text("The report is closed.").wait_for()

    report.refresh_from_db()
    assert list(Organization.objects.listed().order_by("pk")) == [down, listing]
    assert (report.outcome, page.troubles) == ("corrected", [])
