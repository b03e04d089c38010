"""The form over all facts: what was typed becomes the facts that were meant, and nothing typed is lost."""

import pytest
from django.core.exceptions import ValidationError
from django.http import QueryDict

from curation.forms import CorrectionForm, FactsForm, SuggestionForm
from directory.record import blank, facts_of
from tests import factories

FULL = {
    "other_names": "Lanterns\nThe Lantern",
    "populations": ["migrants", "sex-workers"],
    "leadership": "survivors",
    "publish_leadership": True,
    "ways": [
        {
            "kind": "peer-line", "label": "Night line", "link": "", "phone": "+1 775 555 0100", "schedule": "8–12",
            "languages": "English", "who_for": "", "safety_note": "",
        }
    ],
    "service_areas": [{"country": "US", "region": "NV", "city": ""}],
    "policies": [{"question": "police", "answer": "no", "detail": "", "source": "Their site", "as_of": "2026-05-01"}],
    "latitude": "39.53",
    "longitude": "-119.81",
}  # fmt: skip


def untouched(form):
    """What a browser sends when somebody leaves this form as it is."""
    parts = [form, form.ways.management_form, form.service_areas.management_form, *form.all_forms[1:]]
    values = {field.html_name: field.value() for part in parts for field in part}
    return {name: value for name, value in values.items() if value not in (None, False, "")}


def sent(form=None, **typed):
    """What a browser sends of `form` when these fields are filled in."""
    data = QueryDict(mutable=True)
    for name, value in (untouched(form or FactsForm()) | typed).items():
        lines = value if isinstance(value, list) else [str(value).replace("\n", "\r\n")]
        data.setlist(name, lines)
    return data


def faults(form):
    return [(fault.anchor, fault.sentence) for fault in form.faults]


def test_facts_sent_back_untouched_are_the_same_facts(db):
    facts = factories.facts(**FULL)

    form = FactsForm(sent(FactsForm(facts=facts)), facts=facts)

    assert form.is_valid()
    assert form.facts() == facts


def test_what_nobody_sees_in_a_text_does_not_come_in(db):
    rows = {"ways-TOTAL_FORMS": "1", "ways-0-kind": "meeting", "ways-0-label": "Open\x1b evening\uffff"}
    policy = {"answer": "no", "detail": "Ne\x01ver", "source": "Their\ufffe site", "as_of": "2026-05-01"}
    rows |= {f"policies-police-{name}": value for name, value in policy.items()}

    form = FactsForm(sent(name="Ember\x1b House", description="By\x02 members.\nHere.", **rows))

    assert form.is_valid()
    facts = form.facts()
    assert (facts["name"], facts["description"]) == ("Ember House", "By members.\nHere.")
    assert [way["label"] for way in facts["ways"]] == ["Open evening"]
    assert [(one["detail"], one["source"]) for one in facts["policies"]] == [("Never", "Their site")]


def test_a_name_alone_is_enough_for_the_facts_to_be_kept(db):
    form = FactsForm(sent(name="Lantern Collective"))

    assert form.is_valid()
    assert form.facts() == blank() | {"name": "Lantern Collective"}


def test_a_web_address_may_be_typed_as_people_say_it(db):
    form = FactsForm(
        sent(
            name="Lantern",
            website="www.lantern.example.org",
            **{"ways-0-kind": "chat", "ways-0-link": "chat.example.org/x"},
        )
    )

    assert form.is_valid()
    assert (form.facts()["website"], form.facts()["ways"][0]["link"]) == (
        "https://www.lantern.example.org",
        "https://chat.example.org/x",
    )


@pytest.mark.parametrize("typed", ["(775) 555-0100", "775.555.0100 ext. 4", "+49 30 901820", "1-800-FLOWERS", "741741"])
def test_a_number_is_kept_as_it_was_typed(db, typed):
    form = FactsForm(sent(name="Lantern", country="US", phone=typed))

    assert form.is_valid()
    assert form.facts()["phone"] == typed


@pytest.mark.parametrize(("typed", "country"), [("ask at the door", "US"), ("12", "US"), ("ask for room 12", "")])
def test_what_is_no_number_is_said_so_in_a_sentence(db, typed, country):
    form = FactsForm(sent(name="Lantern", country=country, phone=typed))

    assert not form.is_valid()
    assert faults(form) == [
        (
            "id_phone",
            (
                f"“{typed}” does not look like a telephone number. Give only the number, with its area code, "
                "and begin with + and the country’s code if it is abroad."
            ),
        )
    ]


def test_every_fault_on_the_page_is_named_at_once_with_its_field(db):
    typed = {
        "website": "nowhere at all",
        "country": "US",
        "region": "Nevermore",
        "ways-0-kind": "meeting",
        "policies-police-answer": "yes",
    }

    form = FactsForm(sent(**typed))

    assert not form.is_valid()
    assert faults(form) == [
        ("id_name", "Please write the name of the group."),
        ("id_website", "This does not look like a web address. It should be like www.example.org."),
        (
            "id_region",
            "“Nevermore” is not a state or region of United States of America that we know. Use its name or its code.",
        ),
        ("", "Say how: a few words, a link, a number or a time."),
        ("id_policies-police-source", "Please say how you know: a link, or who told you."),
        ("id_policies-police-as_of", "Please give the day you learned this; about will do."),
    ]


def test_a_source_without_an_answer_is_asked_about_and_not_dropped(db):
    form = FactsForm(sent(name="Lantern", **{"policies-cost-source": "Their site"}))

    assert not form.is_valid()
    assert faults(form) == [
        ("id_policies-cost-answer", "You wrote something here. Say yes or no as well, or empty the fields below.")
    ]


def test_not_known_keeps_no_row(db):
    facts = factories.facts(**FULL)

    emptied = {"policies-police-answer": "unknown", "policies-police-source": "", "policies-police-as_of": ""}
    form = FactsForm(sent(FactsForm(facts=facts), **emptied), facts=facts)

    assert form.is_valid()
    assert form.facts()["policies"] == []


@pytest.mark.parametrize(
    "typed",
    [
        {"ways-0-DELETE": "on"},
        dict.fromkeys([f"ways-0-{name}" for name in ("kind", "label", "phone", "schedule", "languages")], ""),
    ],
)
def test_a_row_is_gone_when_it_is_ticked_or_emptied(db, typed):
    facts = factories.facts(**FULL)

    form = FactsForm(sent(FactsForm(facts=facts), **typed), facts=facts)

    assert form.is_valid()
    assert form.facts()["ways"] == []


def test_add_another_keeps_everything_and_finds_no_fault_yet(db):
    form = FactsForm(sent(add="ways", website="nowhere at all", **{"ways-0-label": "Open circle"}))

    assert (form.is_valid(), form.wants_more, faults(form)) == (False, True, [])
    assert len(form.ways.forms) == 2
    assert (form["website"].value(), form.ways.forms[0]["label"].value()) == ("nowhere at all", "Open circle")


@pytest.mark.parametrize(
    ("kind", "said", "read"),
    [
        ("meeting", "Tuesdays 6–8 pm", "We read: every Tuesday, 6 p.m. to 8 p.m."),
        ("peer-line", "Mon 18:00–20:00; Sat 10 am", "We read: every Monday, 6 p.m. to 8 p.m.; every Saturday, from 10 a.m."),
        ("meeting", "Tuesdays, ask first", "We read no certain days and hours in this. It stays as you wrote it, and is in no calendar."),
        ("action", "Saturday 2 pm", "We read no certain days and hours in this. It stays as you wrote it, and is in no calendar."),
        ("meeting", "", ""),
    ],
)  # fmt: skip
def test_the_form_says_how_times_are_read_and_keeps_the_words(db, kind, said, read):
    form = FactsForm(sent(add="times", website="nowhere", **{"ways-0-kind": kind, "ways-0-schedule": said}))

    assert (form.is_valid(), form.wants_more, faults(form), len(form.ways.forms)) == (False, True, [], 1)
    assert form.ways.forms[0].times_read == read
    assert (form.ways.forms[0]["schedule"].value() or "") == said


def test_a_form_that_is_opened_again_says_how_the_times_in_it_are_read(db):
    form = FactsForm(facts=factories.facts(ways=[FULL["ways"][0] | {"schedule": "nights, 20:00–23:00"}]))

    assert form.ways.forms[0].times_read.startswith("We read no certain days")


def test_rows_that_were_not_on_the_page_stay(db):
    facts = factories.facts(**FULL)

    form = FactsForm(QueryDict("name=Lantern&kind=fund"), facts=facts)

    assert form.is_valid()
    assert {name: form.facts()[name] for name in ("ways", "service_areas", "policies")} == {
        name: facts[name] for name in ("ways", "service_areas", "policies")
    }


def test_another_town_has_another_point_on_the_map(db):
    facts = factories.facts(**FULL)

    form = FactsForm(sent(FactsForm(facts=facts), city="Sparks"), facts=facts)

    assert form.is_valid()
    assert (form.facts()["latitude"], form.facts()["longitude"]) == (None, None)


def test_a_parent_is_found_by_its_name_or_short_form(db):
    parent = factories.organization(name="Lantern Network", acronym="LN")

    form = FactsForm(sent(name="Lantern Reno", parent="ln"))

    assert form.is_valid()
    assert form.facts()["parent"] == str(parent.public_id)


def test_a_parent_that_is_not_listed_looks_like_one_nobody_knows(db):
    factories.withdrawn(name="Hidden Network")

    sentences = []
    for name in ("Hidden Network", "Unknown Network"):
        form = FactsForm(sent(name="Lantern Reno", parent=name))
        form.is_valid()
        sentences += [fault.sentence.replace(name, "…") for fault in form.faults]

    assert sentences == ["We list no group called “…”. Leave this empty, and tell us about it in the note instead."] * 2


def test_a_parent_that_is_not_listed_is_not_shown_and_not_lost(db):
    parent = factories.withdrawn(name="Hidden Network")
    facts = factories.facts(parent=str(parent.public_id))

    blank_form = FactsForm(facts=facts)
    form = FactsForm(sent(blank_form), facts=facts)

    assert blank_form["parent"].value() == ""
    assert form.is_valid()
    assert form.facts()["parent"] == str(parent.public_id)


def test_what_the_door_refuses_stands_beside_its_field(db):
    form = FactsForm(sent(name="Lantern"))
    form.is_valid()

    form.take_faults(ValidationError({"name": ["No."], "ways": ["Line 1: no."], "__all__": ["None of it."]}))

    assert faults(form) == [("", "Ways to connect: Line 1: no."), ("", "None of it."), ("id_name", "No.")]


def test_an_address_needs_both_ticks(db):
    form = FactsForm(sent(name="Lantern", public_address="12 Front Street", address_is_open="on"))

    assert not form.is_valid()
    assert faults(form) == [
        (
            "",
            (
                "A street address is kept only if the place is open to the public and the group asked for it: "
                "tick both boxes, or leave the address out."
            ),
        )
    ]


def test_a_stranger_is_not_asked_for_an_address(db):
    form = SuggestionForm(
        sent(name="Lantern", description="Peers.", website="a.example.org", public_address="12 Front")
    )

    assert form.is_valid()
    assert form.facts()["public_address"] == ""


def test_a_suggestion_needs_a_way_to_find_the_group(db):
    form = SuggestionForm(sent(name="Lantern", description="Peers."))

    assert not form.is_valid()
    assert faults(form) == [
        ("id_website", "Give one way to find it: a website, an e-mail, a phone or another way below.")
    ]


def test_a_suggestion_says_beforehand_that_it_needs_a_way_to_find_the_group(client, db):
    page = client.get("/suggest/").content.decode()

    assert page.index("We need one way to find it") < page.index('name="website"') < page.index('name="phone"')


def test_a_correction_carries_who_leads_a_group_only_if_that_may_be_shown(db):
    listing = factories.organization()
    shown = sent(CorrectionForm(facts=facts_of(listing)), leadership="survivors", publish_leadership="on")
    hidden = sent(CorrectionForm(facts=facts_of(listing)), leadership="survivors")

    forms = [CorrectionForm(data, facts=facts_of(listing)) for data in (shown, hidden)]

    assert [form.is_valid() for form in forms] == [True, True]
    assert [form.facts()["leadership"] for form in forms] == ["survivors", ""]


def test_what_is_no_longer_dialled_before_a_number_is_left_out(db):
    way = {"ways-0-kind": "peer-line", "ways-0-phone": "+52 1 55 1234 5678"}
    form = FactsForm(sent(name="Casa", country="MX", phone="01 (55) 5542-7835", **way))

    assert form.is_valid(), form.errors
    assert (form.facts()["phone"], form.facts()["ways"][0]["phone"]) == ("(55) 5542-7835", "+52 55 1234 5678")
