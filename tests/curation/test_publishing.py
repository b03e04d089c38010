"""What is published is what was vetted, and nothing else."""

import re
from datetime import timedelta

from django.utils import timezone

from curation import publishing, review, vetting
from curation.models import CriteriaSet, Review
from directory.choices import Ground
from directory.models import Edition, FormerSlug, Organization, OrganizationTranslation, Unreached
from directory.near import town_of
from directory.record import blank, facts_of
from tests import factories


def test_two_reviewers_recommend_and_the_facts_are_in_the_directory(db):
    submission = factories.submission(
        name="Casa Amarilla", ways=[{"kind": "meeting", "label": "First Tuesday", "link": ""}], languages=["en", "es"]
    )

    organization = factories.published(submission).organization

    assert [o.name for o in Organization.objects.listed()] == ["Casa Amarilla"]
    assert facts_of(organization) == facts_of(submission)
    assert [reason["code"] for reason in organization.reasons] == ["representation", "policy", "language"]
    assert organization.facts_checked_on == factories.SEEN


def test_a_change_writes_only_what_it_proposes(db):
    organization = factories.organization(name="Casa Amarilla", phone="", city="Reno")
    change = factories.change(organization, phone="+1 775 555 0100")
    other = factories.change(organization, city="Sparks")

    factories.published(other)
    organization = factories.published(change).organization

    assert (organization.phone, organization.city) == ("+1 775 555 0100", "Sparks")


def test_leadership_that_may_not_be_shown_never_reaches_the_directory(db):
    hidden = factories.organization(name="Quiet House", leadership="survivors", publish_leadership=False)
    shown = factories.organization(name="Loud House", leadership="survivors", publish_leadership=True)

    assert (hidden.leadership, shown.leadership) == ("", "survivors")


def test_taking_down_and_putting_back(db):
    organization = factories.organization()
    first, second = factories.pair()

    review.withdraw(organization, by=first, reason="safety")
    taken_down = list(Organization.objects.listed())
    review.ask_restore(organization, by=first, words="It was a misunderstanding.")
    review.restore(organization, by=second)

    assert taken_down == []
    assert list(Organization.objects.listed()) == [organization]


def test_whatever_changes_a_listing_begins_an_edition_of_it(db, settings):
    listing = factories.organization(leadership="survivors")
    first, second = factories.pair()

    def publish_a_change():
        factories.published(factories.change(Organization.objects.get(), city="Sparks"))

    def put_back():
        review.ask_restore(listing, by=first, words="It was a mistake.")
        review.restore(listing, by=second)

    def readdress():
        settings.OPAQUE_ADDRESSES = True
        publishing.readdress(Organization.objects.get())

    steps = [
        publish_a_change,
        lambda: publishing.translate(Organization.objects.get(), "es", {listing.description: "Apoyo."}),
        lambda: review.hide(factories.link(listing), ["website"]),
        lambda: review.confirm(factories.link(listing), agrees=True),
        lambda: review.show_leadership(factories.mailed_link(listing, "leadership")),
        lambda: review.withdraw(listing, by=first, reason="safety"),
        put_back,
        readdress,
    ]
    for step in steps:
        before = listing.changed_in
        step()
        listing.refresh_from_db()

        assert before < listing.changed_in == Edition.objects.now().number


def test_pages_that_name_its_parent_change_with_the_parent(db):
    network = factories.organization(name="Network")
    factories.organization(name="Chapter", parent=str(network.public_id))
    factories.organization(name="Other")
    first, second = factories.pair()

    def changes():
        return dict(Organization.objects.values_list("name", "changed_in"))

    before = changes()
    review.withdraw(network, by=first, reason="wrong")
    down = changes()
    review.ask_restore(network, by=first, words="It was right.")
    review.restore(network, by=second)
    back = changes()

    assert before["Chapter"] < down["Chapter"] == down["Network"] < back["Chapter"] == back["Network"]
    assert before["Other"] == down["Other"] == back["Other"]


def test_what_is_part_of_a_group_changes_when_that_leaves_the_open_data_and_not_when_it_moves(db):
    network = factories.organization(name="Network")
    chapter = factories.organization(name="Chapter", parent=str(network.public_id))

    def chapter_changed(**changed):
        before = Organization.objects.get(pk=chapter.pk).changed_in
        factories.published(factories.change(Organization.objects.get(pk=network.pk), **changed))
        return Organization.objects.get(pk=chapter.pk).changed_in > before

    assert [chapter_changed(city="Sparks"), chapter_changed(keep_from_open_data=True)] == [False, True]


def test_distances_are_from_its_town_or_from_where_anybody_may_walk_in(db):
    place = {"latitude": "39.53", "longitude": "-119.81"}
    closed, open_ = factories.organization(city="Elko", **place), factories.organization(**place, **factories.OPEN_DOOR)

    assert (closed.centre_latitude, closed.centre_longitude) == town_of("US", "NV", "Elko")
    assert (open_.centre_latitude, open_.centre_longitude) == (39.53, -119.81)
    assert (closed.latitude, closed.longitude) == (None, None)


def test_a_change_of_what_was_translated_drops_its_translation(db):
    listing = factories.organization(description="A lantern.", other_names="The Lamp")
    publishing.translate(listing, "es", {"A lantern.": "Un farol.", "The Lamp": "La Lámpara"})

    factories.published(factories.change(listing, description="A beacon."))

    assert "A lantern." not in OrganizationTranslation.objects.get().texts


def test_values_were_vetted_on_the_day_of_the_review_and_on_none_where_it_is_still_to_come(db):
    submission = factories.submission()
    published = factories.published(submission).organization
    founded = Organization()

    publishing._account(founded, submission, list(submission.reviews.all()), Ground.FOUNDING)

    assert (published.ground, published.vetted_on) == (Ground.REVIEWED, timezone.localdate())
    assert (founded.ground, founded.vetted_on) == (Ground.FOUNDING, None)


def test_a_listing_counts_its_versions_so_that_an_old_page_confirms_nothing(db):
    listing = factories.organization()
    first = listing.version

    listing = factories.published(factories.change(listing, city="Sparks")).organization

    assert (first, listing.version) == (1, 2)


def test_a_change_renews_what_is_said_on_the_questions_it_touches_alone(db):
    listing = factories.organization()
    long_ago = timezone.localdate() - timedelta(days=100)
    reasons = [reason | {"summary": "As it was."} for reason in listing.reasons]
    Organization.objects.update(vetted_on=long_ago, reasons=reasons)
    listing.refresh_from_db()

    change = factories.change(listing, other_names="The Lamp")
    [touched] = vetting.criteria_asked(change)
    for reader in factories.pair():
        review.claim(change, by=reader)
        review.declare(change, by=reader, has_conflict=False)
        review.assess(change, by=reader, assessments=[factories.assessment(touched)])
        review.recommend(change, by=reader, recommendation="publish")
    changed = review.publish(change, by=reader).organization

    renewed = [reason["code"] for reason in changed.reasons if reason["summary"] != "As it was."]
    assert renewed == [touched.code] == ["language"]
    assert changed.vetted_on == long_ago


def test_of_two_versions_of_the_criteria_a_listing_was_held_against_the_earlier(db):
    old = CriteriaSet.objects.current()
    new = CriteriaSet.objects.create(version="2", title="Criteria", status="effective", effective_on=old.effective_on)
    reviews = [Review(criteria=new), Review(criteria=old)]

    assert publishing.made_under(reviews) == publishing.made_under(reviews[::-1]) == old


def test_a_search_finds_what_a_listing_says_now_and_nothing_that_is_down(db):
    def found(words):
        return [listing.name for listing in Organization.objects.matching(words)]

    def now():
        return Organization.objects.get(pk=listing.pk)

    first, second = factories.pair()
    gone = factories.withdrawn(description="Elsewhere.")
    listing = factories.organization(
        name="Casa", description="A lantern.", ways=[{"kind": "meeting", "label": "Circle"}]
    )
    assert (found("lantern"), found("circle")) == (["Casa"], ["Casa"])

    factories.published(factories.change(listing, description="A beacon."))
    publishing.translate(now(), "es", {"A beacon.": "Un faro."})
    review.hide(factories.link(listing), ["ways"])
    assert [found(word) for word in ("lantern", "beacon", "faro", "circle")] == [[], ["Casa"], ["Casa"], []]

    review.withdraw(listing, by=first, reason="safety")
    publishing.translate(now(), "es", {"A beacon.": "Otra luz."})
    assert [found(word) for word in ("beacon", "luz", gone.description)] == [[], [], []]

    review.ask_restore(listing, by=first, words="It was a mistake.")
    review.restore(listing, by=second)
    assert (found("beacon"), found("luz"), found("elsewhere")) == (["Casa"], ["Casa"], [])


def test_translating_one_listing_leaves_the_others_and_its_other_languages_as_they_are(db):
    listing, other = factories.organization(), factories.organization()
    for each, language in ((listing, "es"), (listing, "fr"), (other, "es"), (listing, "es")):
        publishing.translate(each, language, {each.description: f"{each.name} {language}"})

    review.hide(factories.link(listing), ["website"])

    texts = {(row.organization, row.language): row.texts for row in OrganizationTranslation.objects.all()}
    assert texts == {
        (each, language): {each.description: f"{each.name} {language}"}
        for each, language in ((listing, "es"), (listing, "fr"), (other, "es"))
    }


def test_of_what_is_erased_its_numbers_and_days_are_left(db):
    network, other = factories.organization(name="Network"), factories.organization(name="Other")
    listing = factories.organization(
        name="Casa Amarilla", phone="+1 775 555 0100", latitude="39.53", longitude="-119.81", **factories.OPEN_DOOR,
        ways=[{"kind": "meeting", "label": "Circle"}], parent=str(network.public_id),
    )  # fmt: skip
    factories.published(factories.change(listing, name="Casa Azul"))
    publishing.translate(Organization.objects.get(pk=listing.pk), "es", {listing.description: "Apoyo."})
    for each in (listing, other):
        Unreached.objects.create(organization=each, since=factories.SEEN)
    review.withdraw(listing, by=factories.pair()[0], reason="wrong")

    publishing.erase(Organization.objects.get(pk=listing.pk), "An entry that was erased")

    left = Organization.objects.get(pk=listing.pk)
    assert facts_of(left) == blank() | {"name": "An entry that was erased"}
    assert (left.public_id, left.vetted_on) == (listing.public_id, listing.vetted_on)
    assert (left.reasons, left.facts_checked_how, left.centre_latitude, left.parent) == ([], "", None, None)
    assert re.fullmatch("[bcdfghjkmnpqrstvwxz]{8}", left.slug)
    assert not FormerSlug.objects.exists()
    assert not OrganizationTranslation.objects.exists()
    assert [row.organization for row in Unreached.objects.all()] == [other]


def test_consent_is_shown_while_it_lasts(db):
    listing = factories.organization()

    def consent():
        return Organization.objects.values_list("consent", "consented_on").get()

    before = consent()
    review.confirm(factories.link(listing), agrees=True)
    given, edition = consent(), Organization.objects.get().changed_in
    publishing.account_for_consent(Organization.objects.get())
    assert Organization.objects.get().changed_in > edition

    review.leave(factories.link(listing))

    assert (before, given) == (("public-information", None), ("confirmed", timezone.localdate()))
    assert consent() == ("public-information", None)


def test_a_later_check_on_the_same_day_says_how_it_was_done_and_an_earlier_one_nothing(db):
    listing = factories.organization(facts_checked_on=factories.SEEN, facts_checked_how="a call")

    for day, how in ((factories.SEEN, "a letter"), (factories.SEEN - timedelta(days=1), "their website")):
        publishing._confirm_facts(listing, day, how)

    assert (listing.facts_checked_on, listing.facts_checked_how) == (factories.SEEN, "a letter")


def test_what_happens_to_a_listing_that_is_down_is_noticed_by_nobody(client, db):
    parent = factories.organization(name="Network", phone="+1 775 555 0100")
    factories.organization(name="Chapter", parent=str(parent.public_id))
    first, link = factories.pair()[0], factories.link(parent)
    review.pause(link)
    factories.organization(name="Other")

    def seen():
        answers = [client.get(address) for address in ("/groups.csv", "/groups.atom", "/hsds/organizations")]
        return [
            (answer.headers["ETag"], answer.headers.get("Last-Modified")) for answer in answers
        ], Edition.objects.now()

    before = seen()
    review.hide(link, ["phone"])
    review.withdraw(parent, by=first, reason="safety")

    assert seen() == before


def test_nothing_is_published_as_a_part_of_itself(db):
    union, local = factories.organization(), factories.organization()
    factories.published(factories.change(local, parent=str(union.public_id)))

    loops = [factories.change(union, parent=str(larger.public_id)) for larger in (union, local)]
    sound = factories.change(union, parent=str(factories.organization().public_id))

    told = [[obstacle.subject for obstacle in vetting.obstacles(change)] for change in (*loops, sound)]
    assert ["parent" in subjects for subjects in told] == [True, True, False]
