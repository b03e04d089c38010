"""Who asked not to be listed is known again, however it is written, and never named."""

import pytest

from curation import opt_outs, review, vetting
from curation.models import OptOut, Submission
from curation.retention import erasing
from directory.models import Organization
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path):
    settings.DATA_DIR = tmp_path


def reasons(submission):
    return {o.subject: o.reason for o in vetting.obstacles(Submission.objects.get(pk=submission.pk))}


@pytest.mark.parametrize(
    "given",
    [
        {"name": "LÁNTERN  union"},
        {"other_names": "Lantern Union"},
        {"website": "http://www.lantern-left.example.org/about"},
        {"phone": "(775) 555-0100"},
    ],
)
def test_whoever_left_is_recognized_however_it_is_written(given):
    left = factories.organization(
        name="Lantern Union", phone="+1 775 555 0100", website="https://lantern-left.example.org/"
    )
    review.leave(factories.link(left))

    again = factories.submission(**given)

    assert reasons(again)["opt-out"].startswith("A group that matches this asked not to be listed")
    assert "opt-out" not in reasons(factories.submission())


def test_another_group_of_that_name_can_be_cleared_with_a_reason():
    review.leave(factories.link(factories.organization(name="Lantern Union")))
    again, curator = factories.submission(name="Lantern Union", country="NL", region="", city=""), factories.reviewer()
    review.claim(again, by=curator)
    digest = OptOut.objects.get(by="name").digest

    review.clear(again, by=curator, subject="opt-out", digest=digest, reason="It is in another country.")

    assert "opt-out" not in reasons(again)


def test_it_does_not_depend_on_what_the_record_still_says():
    listing = factories.organization(name="Lantern Union")
    review.leave(factories.link(listing))

    Organization.objects.filter(pk=listing.pk).update(name="(erased)", website="", phone="")

    assert "opt-out" in reasons(factories.submission(name="Lantern Union"))


def test_what_is_erased_has_no_link_by_which_it_could_leave_under_no_name():
    listing, (first, _second) = factories.organization(), factories.pair()
    review.withdraw(listing, by=first, reason="wrong")
    link = factories.link(listing)
    listing.refresh_from_db()
    erasing.erase_listing(listing)

    with pytest.raises(review.ReviewError, match="not any more"):
        review.leave(link)
    with pytest.raises(review.ReviewError, match="erased"):
        factories.link(listing)

    assert not OptOut.objects.exists()


def by(**given):
    return [found.by for found in opt_outs.matching(factories.facts(**given))]


def test_whoever_left_is_recognized_by_all_it_was_ever_published_with():
    left = factories.organization(website="https://first.example.org/", phone="+1 775 555 0100")
    factories.published(factories.change(left, website="https://second.example.org/", name="Lantern Union"))
    link = factories.link(left)
    review.hide(link, ["phone", "website"])

    review.leave(link)

    sites = [by(website=f"https://{name}.example.org/") for name in ("first", "second", "third")]
    assert (sites, by(phone="775-555-0100")) == ([["site"], ["site"], []], ["phone"])
    assert by(name="Lantern Union") == by(name=left.name) == ["name"]


def test_what_was_proposed_and_never_published_is_not_remembered():
    left = factories.organization()
    factories.change(left, website="https://another.example.net/")

    review.leave(factories.link(left))

    assert by(website="https://another.example.net/") == []


@pytest.fixture
def put_back(django_capture_on_commit_callbacks):
    def act(listing):
        first, second = factories.pair()
        review.ask_restore(listing, by=first, words="They wrote to us.")
        with django_capture_on_commit_callbacks(execute=True):
            review.restore(listing, by=second)

    return act


def chapter(place, **given):
    return factories.organization(name=f"Quokka {place} Harbor", website=f"https://quokka.example.net/{place}", **given)


def test_who_comes_back_is_forgotten_and_who_left_beside_it_is_not(put_back):
    here, there = chapter("north"), chapter("elsewhere", city="Elko")
    for left in (here, there):
        review.leave(factories.link(left))

    put_back(there)

    assert by(name=there.name) == []
    assert (by(name=here.name), by(website="https://quokka.example.net/")) == (["name"], ["site"])
    put_back(here)
    assert (by(name=here.name), by(website="https://quokka.example.net/")) == ([], [])


def test_who_was_only_taken_down_takes_nothing_out_of_memory(put_back):
    left, other = chapter("north"), chapter("elsewhere", city="Elko")
    review.leave(factories.link(left))
    review.withdraw(other, by=factories.pair()[0], reason="wrong")

    put_back(other)

    assert by(website="https://quokka.example.net/") == ["site"]
