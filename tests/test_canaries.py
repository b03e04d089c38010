"""What is private is planted everywhere with words of its own, beside words that may be seen; then all public bytes are read."""

import json

import pytest
from django.core.management import call_command

from curation import founding, intake, review
from curation.models import Evidence, Source
from directory.hsds.identifiers import SERVICE, of_taxonomy, part_of
from directory.hsds.resources import RESOURCES
from tests import factories
from tests.canaries import PRIVATE, SHOWN, Words, forms, met, public, unpacked
from tests.curation.sheets import bringing
from tests.directory.hsds.asking import lines
from tests.test_silent_queue import addresses

pytestmark = pytest.mark.django_db


def facts_saying(words, kind):
    """Facts with a canary in every text. The domain of a link takes none of their letters, its path does."""
    return factories.facts(
        name=f"{words[kind, 'name']} house",
        acronym=words[kind, "acronym"],
        other_names=words[kind, "other name"],
        description=f"Peer support by {words[kind, 'description']} & <friends>.",
        website=f"https://{kind}.example.org/{words[kind, 'website']}",
        email=f"{kind}@example.org",
        city=f"{words[kind, 'city']}",
        public_address=f"1 {words[kind, 'address']} Square",
        address_is_open=True,
        address_is_agreed=True,
        ways=[{"kind": "chat", "label": words[kind, "way"], "schedule": words[kind, "when"], "safety_note": words[kind, "safety"]}],
        policies=[
            {"question": "cost", "answer": "no", "detail": words[kind, "policy"], "source": words[kind, "source"], "as_of": "2026-10-01"}
        ],
    )  # fmt: skip


def plant_what_is_private(words):
    first, _second = factories.pair()
    note = intake.Sender(note=words["sender", "note"])

    def sent(kind):
        return intake.receive(facts_saying(words, kind), source=Source.FORM, sender=note).submission

    sent("waiting")
    asked, declined = sent("asked"), sent("declined")
    review.claim(asked, by=first)
    review.ask(asked, by=first, question=words["asked", "question"])
    review.claim(declined, by=first)
    review.decline(declined, by=first, reason="policy", words=words["declined", "words"])
    gone = factories.published(sent("withdrawn")).organization
    review.withdraw(gone, by=first, reason="safety", words=words["withdrawn", "words"])
    seen = factories.organization(name="Seen House", leadership="accountable", publish_leadership=False)
    factories.change(seen, description=words["change", "description"])
    factories.reviewer("zqhandle")
    bringer = bringing.coalition()
    bringing.checked([["Name", "Notes"], [words["sheet", "name"], words["sheet", "notes"]]], by=bringer)
    return gone, seen


def plant_what_is_shown(words, shown):
    """Publish a listing whose texts may all be read, by reviewers whose own notes may not."""
    submission = intake.receive(facts_saying(shown, "shown"), source=Source.FORM).submission
    for by in factories.pair():
        review.claim(submission, by=by)
        review.declare(submission, by=by, has_conflict=False)
        evidence = [
            {
                "kind": Evidence.Kind.OWN,
                "url": f"https://example.org/{shown['shown', 'evidence']}",
                "quote": "",
                "seen_on": factories.SEEN,
            },
            {
                "kind": Evidence.Kind.OWN,
                "url": "",
                "quote": words["review", "kept evidence"],
                "seen_on": factories.SEEN,
                "is_public": False,
            },
            {"kind": Evidence.Kind.TOLD, "url": "", "quote": words["review", "told"], "seen_on": factories.SEEN},
        ]
        answers = [
            review.Assessment(
                criterion=criterion,
                grade="meets",
                sentence=words["review", "sentence"],
                private_note=words["review", "note"],
                public_summary=shown["shown", "summary"],
                evidence=evidence,
            )
            for criterion in factories.criteria()
        ]
        review.assess(submission, by=by, assessments=answers)
        review.recommend(
            submission,
            by=by,
            recommendation="publish",
            facts_checked_on=factories.SEEN,
            facts_checked_how=shown["shown", "how"],
        )
    return review.publish(submission, by=by).organization  # fmt: skip


def test_what_is_private_is_in_no_public_byte_and_what_is_shown_is_in_every_kind_of_file():
    words, shown = Words(PRIVATE), Words(SHOWN)
    founding.make_founding_list()
    listings = [*plant_what_is_private(words), plant_what_is_shown(words, shown)]
    starts = [*addresses(), *(f"/hsds/{name}?format=ndjson" for name in RESOURCES)]
    for listing in listings:
        starts += [f"/groups/{listing.slug}/", f"/my-list.txt?group={listing.slug}"]
        starts += [f"/hsds/organizations/{listing.public_id}", f"/hsds/services/{part_of(listing.public_id, SERVICE)}"]

    read = public(starts)

    assert len(words.planted) > 50
    assert len(read) > 250
    leaking = [address for address, content in read.items() if met(PRIVATE, content)]
    assert [
        (where, address) for where, word in words.planted.items() for address in leaking if met(word, read[address])
    ] == []
    assert leaking == []
    handles = (b"zqhandle", b"first-reader", b"second-reader")
    assert [address for address, content in read.items() if any(handle in content for handle in handles)] == []
    for address in (
        "/groups.csv",
        "/groups.json",
        "/groups.xlsx",
        "/open-data/hsds.zip",
        "/hsds/services?format=ndjson",
    ):
        told = ("name", "description", "way", "address", "policy")
        assert [name for name in told if not met(shown["shown", name], read[address])] == [], address
    everywhere = b"\n".join(content for content in read.values() if met(SHOWN, content))
    assert [where for where, word in shown.planted.items() if not met(word, everywhere)] == []


def test_a_copy_of_the_site_says_no_more_than_the_site(tmp_path):
    words, shown = Words(PRIVATE), Words(SHOWN)
    plant_what_is_private(words)
    plant_what_is_shown(words, shown)

    call_command("export_site", str(tmp_path / "copy"), verbosity=0)

    read = {
        path.relative_to(tmp_path): b"\n".join([str(path).encode(), *unpacked(path.read_bytes())])
        for path in (tmp_path / "copy").rglob("*")
        if path.is_file()
    }
    assert [file for file, content in read.items() if met(PRIVATE, content)] == []
    saying = {str(file) for file, content in read.items() if met(shown["shown", "name"], content)}
    assert {
        f"copy/{file}" for file in ("groups.atom", "groups.csv", "open-data/hsds.zip", "open-data/services.ndjson")
    } < saying


def test_who_leads_a_group_that_does_not_say_so_is_nowhere(client):
    """Its value is a word of the closed list, which is public, so it is looked for where it would belong to the group."""
    listing = factories.organization(leadership="accountable", publish_leadership=False)
    factories.organization(leadership="workers", publish_leadership=True)

    (silent, open_about_it) = lines("services", format="ndjson")
    found = {value: client.get(f"/groups.json?led_by={value}").getvalue() for value in ("accountable", "workers")}

    assert [len(json.loads(answer)) for answer in found.values()] == [0, 1]
    assert of_taxonomy("leadership", "accountable") not in json.dumps([silent, open_about_it])
    assert of_taxonomy("leadership", "workers") in json.dumps(open_about_it)
    assert silent["organization"]["id"] == str(listing.public_id)


def test_a_canary_is_found_in_every_form_it_could_take():
    word = Words(PRIVATE)["somewhere"]
    found = [met(word, b"before " + form + b" after") for form in forms(word)]

    assert all(found)
    assert not met(SHOWN, b" ".join(forms(word)))
    assert list(unpacked(b"plain")) == [b"plain"]
