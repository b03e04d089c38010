"""Suggesting and correcting without an account: nothing typed is lost, nobody is turned away, nothing hidden shows."""

import pytest

from curation.models import Submission
from curation.views import letters
from directory.models import Organization
from directory.record import facts_of
from tests import factories
from tests.filling import filled

GROUP = {"name": "Lantern Collective", "description": "Peer support by members.", "website": "lantern.example.org"}


@pytest.fixture(autouse=True)
def _fresh_counts():
    letters.LETTERS.forget()


def held():
    return [submission.held_because for submission in Submission.objects.order_by("id")]


@pytest.mark.parametrize(
    "path", ["/suggest/", "/suggestion/", "/how-we-vet/", "/how-we-vet/1/", "/groups/lantern/correct/"]
)
def test_no_page_sets_a_cookie_or_leaves_a_copy(db, client, path):
    factories.organization(name="Lantern")

    page = client.get(path)

    assert (page.status_code, len(page.cookies), "no-store" in page["Cache-Control"]) == (200, 0, True)


def test_what_is_sent_from_the_form_is_in_the_queue_as_it_was_typed(db, client):
    client.post(
        "/suggest/", filled(client.get("/suggest/"), **GROUP, focus_areas=["connection-care"], relationship="member")
    )

    submission = Submission.objects.get()
    assert (submission.name, submission.website, submission.relationship, submission.held_because) == (
        "Lantern Collective",
        "https://lantern.example.org",
        "member",
        [],
    )
    assert [area.slug for area in submission.focus_areas.all()] == ["connection-care"]


@pytest.mark.parametrize(
    ("manner", "because"),
    [
        ({"after": 1}, ["fast"]),
        ({"remark_b": "buy now"}, ["trap"]),
    ],
)
def test_what_looks_like_a_robot_is_held_and_answered_like_all_others(db, client, manner, because):
    page = client.post("/suggest/", filled(client.get("/suggest/"), **(GROUP | manner)))

    assert (page.templates[0].name, held()) == ("curation/receipt.html", [because])


def test_many_from_one_network_are_held_and_not_turned_away(db, client):
    pages = [
        client.post(
            "/suggest/",
            filled(client.get("/suggest/"), **(GROUP | {"name": f"Group {number}", "description": f"Does {number}."})),
            REMOTE_ADDR="203.0.113.7",
        )
        for number in range(11)
    ]

    assert {page.templates[0].name for page in pages} == {"curation/receipt.html"}
    assert held() == [[]] * 10 + [["many"]]


def test_a_page_older_than_a_day_comes_back_with_everything_and_can_be_sent(db, client):
    page = client.post("/suggest/", filled(client.get("/suggest/"), after=25 * 3600, **GROUP))
    kept = Submission.objects.count()

    again = client.post("/suggest/", filled(page))

    assert (kept, again.templates[0].name, Submission.objects.get().name) == (
        0,
        "curation/receipt.html",
        "Lantern Collective",
    )


def test_the_same_page_sent_twice_is_one_submission_with_one_reference(db, client):
    sent = filled(client.get("/suggest/"), **GROUP)

    first, second = client.post("/suggest/", sent), client.post("/suggest/", sent)

    assert first.context["receipt"].reference == second.context["receipt"].reference
    assert Submission.objects.count() == 1


def test_going_back_and_writing_of_another_group_loses_neither(db, client):
    page = client.get("/suggest/")

    for name in ("Lantern Collective", "Casa Amarilla"):
        client.post("/suggest/", filled(page, **(GROUP | {"name": name})))

    assert [submission.name for submission in Submission.objects.order_by("id")] == [
        "Lantern Collective",
        "Casa Amarilla",
    ]


def test_a_group_we_have_already_is_answered_like_a_new_one(db, client):
    factories.submission(**(GROUP | {"website": "https://lantern.example.org"}))

    pages = [
        client.post("/suggest/", filled(client.get("/suggest/"), **(GROUP | changed)))
        for changed in ({}, {"name": "Quite Other", "website": "https://other.example.org"})
    ]

    texts = [page.content.decode().replace(page.context["receipt"].reference, "…") for page in pages]
    assert texts[0] == texts[1]


def test_what_looks_like_a_person_is_shown_and_nothing_is_kept_yet(db, client):
    page = client.post(
        "/suggest/", filled(client.get("/suggest/"), **(GROUP | {"description": "Ask for Maria Lopez."}))
    )

    assert [(where, detail.matched) for where, detail in page.context["letter"].details] == [
        ("What it does", "Ask for Maria Lopez")
    ]
    assert (b"Ask for Maria Lopez</span>" in page.content, Submission.objects.count()) == (True, 0)


def test_it_is_sent_as_it_is_if_somebody_says_so(db, client):
    page = client.post(
        "/suggest/", filled(client.get("/suggest/"), **(GROUP | {"description": "Ask for Maria Lopez."}))
    )

    client.post("/suggest/", filled(page, as_is="on"))

    assert Submission.objects.get().description == "Ask for Maria Lopez."


def test_a_tick_counts_only_for_what_was_pointed_out(db, client):
    page = client.post(
        "/suggest/", filled(client.get("/suggest/"), **(GROUP | {"description": "Ask for Maria Lopez."}))
    )

    again = client.post("/suggest/", filled(page, as_is="on", description="Ask for Maria Lopez. Call Nina Simone."))

    assert [detail.matched for _where, detail in again.context["letter"].details] == [
        "Ask for Maria Lopez",
        "Call Nina Simone",
    ]
    assert not Submission.objects.exists()


def test_a_correction_left_untouched_with_a_word_on_what_is_wrong_is_a_report(db, client):
    listing = factories.organization(name="Lantern")
    address = "/groups/lantern/correct/"

    client.post(address, filled(client.get(address), note="The phone has been dead for months."))

    report = Submission.objects.get(purpose="change")
    assert (report.organization, report.submitter_note) == (listing, "The phone has been dead for months.")
    assert facts_of(report) == facts_of(listing) == report.base


def test_a_correction_that_says_nothing_is_asked_what_is_wrong(db, client):
    factories.organization(name="Lantern")
    address = "/groups/lantern/correct/"

    page = client.post(address, filled(client.get(address)))

    assert [fault.sentence for fault in page.context["letter"].faults] == [
        "Say here what is wrong, or change something below."
    ]
    assert not Submission.objects.filter(purpose="change").exists()


def test_a_correction_changes_only_what_was_changed(db, client):
    factories.organization(
        name="Lantern",
        city="Reno",
        ways=[
            {
                "kind": "meeting",
                "label": "Open circle",
                "link": "",
                "phone": "",
                "schedule": "",
                "languages": "",
                "who_for": "",
                "safety_note": "",
            },
        ],
    )
    address = "/groups/lantern/correct/"

    client.post(address, filled(client.get(address), city="Sparks"))

    change = Submission.objects.get(purpose="change")
    assert {name for name, value in facts_of(change).items() if value != change.base[name]} == {"city"}


def test_who_came_too_late_is_told_what_differs_and_keeps_what_they_wrote(db, client):
    listing = factories.organization(name="Lantern", city="Reno")
    address = "/groups/lantern/correct/"
    page = client.get(address)
    Organization.objects.filter(pk=listing.pk).update(phone="775 555 0100", version=listing.version + 1)

    late = client.post(address, filled(page, city="Sparks"))
    kept = Submission.objects.filter(purpose="change").count()
    client.post(address, filled(late, phone="775 555 0100"))

    assert (kept, late.context["letter"].differences) == (0, ["Phone", "Town"])
    change = Submission.objects.get(purpose="change")
    assert (change.city, change.phone) == ("Sparks", "775 555 0100")


def test_a_listing_s_old_address_still_takes_a_correction(db, client):
    listing = factories.organization(name="Lantern")
    listing.former_slugs.create(slug="lamp")

    page = client.post("/groups/lamp/correct/", filled(client.get("/groups/lamp/correct/"), note="All is well."))

    assert page.templates[0].name == "curation/receipt.html"


@pytest.mark.parametrize("make", [factories.withdrawn, factories.submission])
def test_what_is_not_listed_cannot_be_corrected_and_looks_like_what_never_was(db, client, make):
    make(name="Hidden Lantern")

    hidden, unknown = (client.get(f"/groups/{slug}/correct/") for slug in ("hidden-lantern", "never-was"))

    assert (hidden.status_code, hidden.content, hidden.headers) == (404, unknown.content, unknown.headers)


def test_a_correction_does_not_show_who_leads_a_group_that_has_not_agreed(db, client):
    hidden = factories.organization(name="Lantern", leadership="survivors", publish_leadership=False)
    shown = factories.organization(name="Casa Amarilla", leadership="survivors", publish_leadership=True)

    pages = [client.get(f"/groups/{listing.slug}/correct/") for listing in (hidden, shown)]

    assert [page.context["letter"].facts["leadership"].value() for page in pages] == ["", "survivors"]
    assert [b'value="survivors" selected' in page.content for page in pages] == [False, True]


def test_whoever_suggests_a_group_can_see_how_times_are_read_before_it_is_sent(db, client):
    way = {"ways-0-kind": "meeting", "ways-0-schedule": "every first Sunday, 14:00"}

    page = client.post("/suggest/", filled(client.get("/suggest/"), **(GROUP | way | {"add": "times"})))

    assert "We read: the first Sunday of each month, from 2 p.m." in page.content.decode()
    assert not Submission.objects.exists()
    client.post("/suggest/", filled(page))
    [sent] = Submission.objects.get().ways.all()
    assert sent.schedule == "every first Sunday, 14:00"


@pytest.mark.parametrize(
    "typed",
    [
        {"name": "a\0b"},
        {"add": "times", "ways-0-schedule": "\0"},
        {"add": "\0"},
        {"focus_areas": ["\0", "rescue"]},
        {"country": "\0", "parent": "\0"},
        {"ways-TOTAL_FORMS": "99999999", "add": "ways"},
        {"ways-TOTAL_FORMS": "9" * 5000, "add": "ways"},
        {"ways-TOTAL_FORMS": "-1"},
        {"service_areas-TOTAL_FORMS": "x"},
        {"policies-police-answer": "\0"},
        {"relationship": "owner"},
        {"remark_b": "\0", "shown": "\0", "seen": "\0"},
    ],
)
def test_nothing_that_can_be_sent_breaks_the_page(db, client, typed):
    page = client.post("/suggest/", filled(client.get("/suggest/"), **(GROUP | typed)))

    assert page.status_code == 200
