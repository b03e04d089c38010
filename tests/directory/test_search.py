"""Searching finds what people mean, and the same on every database: these tests run on each."""

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from curation import publishing, review
from directory import index
from directory.answers import MOST_APART, Answer
from directory.filters import OrganizationFilter
from directory.models import Organization, Synonym
from directory.search import documents, folding
from directory.search.questions import question_of
from directory.search.spelling import suggestion
from directory.search.words import forms, words
from tests import factories

pytestmark = pytest.mark.django_db

FACTS = {
    "Harm Reduction Kitchen": {"acronym": "HRK", "city": "Reno", "region": "NV", "description": "Meals for workers."},
    "Colectivo Flor": {"other_names": "Flower Collective\nFlor de Azahar", "city": "San José", "country": "CR", "region": ""},
    "Labour Centre": {"description": "Organisations against criminalisation, counselling, and legal clinics."},
    "東京夜明けの会": {"country": "JP", "region": "", "city": "東京", "description": "電話相談を行っています。"},
    "밤꽃연대": {"country": "KR", "region": "", "city": "서울", "description": "성노동자들의 모임입니다."},
    "กลุ่มดอกไม้": {"country": "TH", "region": "", "city": "เชียงใหม่", "description": "ให้คำปรึกษา"},
    "Dawn Table": {"ways": [{"kind": "peer-line", "label": "Nights"}], "description": "A line run by night workers of Reno’s streets."},
    "Reno Lantern": {"city": "Sparks", "description": "Rides."},
}  # fmt: skip


@pytest.fixture
def listed():
    for name, facts in FACTS.items():
        factories.organization(name=name, **facts)


def ask(text):
    data = QueryDict(mutable=True)
    data["q"] = text
    known = index.current()
    return Answer(OrganizationFilter(data, terms=known.terms), known)


def ranked(text):
    answer = ask(text)
    names = dict(Organization.objects.values_list("pk", "name"))
    return [names[answer.index.pks[slot]] for slot in answer.slots()]


def found(text):
    both = {org.name for org in ask(text).asked.filters["q"].method and Organization.objects.listed().matching(text)}
    assert set(ranked(text)) == both, "The pages and the filter find different things."
    return both


# As a table, for to publish those listings takes longer than to ask all of it.
MEANT = {
    "HRK": {"Harm Reduction Kitchen"},
    "hrk reno": {"Harm Reduction Kitchen"},
    "flor de azahar": {"Colectivo Flor"},
    "flow": {"Colectivo Flor"},
    "flo collective": set(),
    "SAN JOSE": {"Colectivo Flor"},
    "costa rica": {"Colectivo Flor"},
    "worker": {"Harm Reduction Kitchen", "Dawn Table"},
    "workers'": {"Harm Reduction Kitchen", "Dawn Table"},
    "labor center": {"Labour Centre"},
    "criminalization organizations": {"Labour Centre"},
    "counseling": {"Labour Centre"},
    "東京": {"東京夜明けの会"},
    "夜明け": {"東京夜明けの会"},
    "相談": {"東京夜明けの会"},
    "談相": set(),
    "노동자": {"밤꽃연대"},
    "ดอกไม้": {"กลุ่มดอกไม้"},
    "peer line": {"Dawn Table"},
    "nevada": {"Harm Reduction Kitchen", "Labour Centre", "Dawn Table", "Reno Lantern"},
    "attorney": {"Labour Centre", "Colectivo Flor"},
    "meals for the workers": {"Harm Reduction Kitchen"},
    "nosuchword": set(),
    "reno nosuchword": set(),
}


def test_people_find_what_they_mean(listed):
    assert {text: found(text) for text in MEANT} == MEANT


def test_a_question_without_words_finds_everything(listed):
    assert len(found(" -*\"'() ")) == len(FACTS)


def test_names_come_first_then_what_it_is_about_then_the_rest(listed):
    factories.organization(name="Zinnia", city="Sparks", description="Rides between Reno and Sparks.")

    assert ranked("reno")[0] == "Reno Lantern"
    assert ranked("reno")[-1] == "Zinnia"
    assert ranked("reno")[1:-1] == sorted(ranked("reno")[1:-1])


def test_a_synonym_finds_more_and_hides_nothing(listed):
    Synonym.objects.all().delete()
    assert found("night ride") == set()
    factories.organization(name="Night Ride Crew")

    Synonym.objects.create(typed="night ride", also="rides\nmeals for workers")

    assert found("night ride") == {"Night Ride Crew", "Reno Lantern", "Harm Reduction Kitchen"}
    assert found("sparks night ride") == {"Reno Lantern"}


def test_what_means_the_same_may_be_typed_with_its_small_words(listed):
    Synonym.objects.all().delete()
    factories.organization(name="Night Ride Crew")

    Synonym.objects.create(typed="lift to the bus", also="night ride")

    assert found("I need a lift to the bus tonight") == found("lift bus") == {"Night Ride Crew"}


BED = [
    "somewhere to sleep", "I need a place to sleep tonight", "refugio", "dormir", "necesito donde dormir esta noche",
    "lugar para dormir esta noche", "¿Dónde puedo dormir?", "where can I sleep tonight", "I was raped last night and need housing",
]  # fmt: skip


@pytest.mark.parametrize("asked", BED)
def test_whoever_needs_a_bed_is_led_to_housing(db, asked):
    factories.organization(name="Casa Amarilla", description="Survivors help each other with housing.")

    assert found(asked) == {"Casa Amarilla"}


VIOLENCE = [
    "domestic violence", "beaten", "violencia", "golpes", "rape", "raped", "I was raped", "sexual assault", "my boyfriend hits me",
    "he hit me", "pimp", "stalking", "emergency", "me violaron", "violación", "me golpea", "mi pareja me pega", "estoy en peligro",
    "quiero morir", "estoy encerrado", "mi ex me vigila",
]  # fmt: skip


@pytest.mark.parametrize("asked", VIOLENCE)
def test_whoever_names_violence_is_led_to_survivors_and_peers(db, asked):
    factories.organization(name="Casa Azul", description="A circle of survivors.")
    factories.organization(name="Casa Roja", ways=[{"kind": "peer-line", "label": "Night line"}])

    assert found(asked) == {"Casa Azul", "Casa Roja"}


@pytest.mark.parametrize(
    "asked",
    ["I want to talk to someone", "help me", "¡ayúdame!", "quiero hablar con alguien", "¿alguien con quien hablar?"],
)
def test_whoever_wants_somebody_to_talk_to_is_led_to_a_line(db, asked):
    factories.organization(name="Casa Roja", ways=[{"kind": "peer-line", "label": "Night line"}])
    factories.organization(name="Casa Verde", description="We plant trees.")

    assert found(asked) == {"Casa Roja"}


def test_small_words_begin_no_other_word(db):
    factories.organization(name="Metal Nearby")

    assert found("near me") == found("me") == set()
    assert found("met") == {"Metal Nearby"}


def test_small_words_in_a_name_still_find_it(db):
    for name in ("Here We Are", "Mujeres de Noche", "Esta Noche", "Last Mile"):
        factories.organization(name=name)

    for name in ("Here We Are", "Mujeres de Noche", "Esta Noche", "Last Mile"):
        assert found(name) == {name}
    assert found("noche") == {"Mujeres de Noche", "Esta Noche"}
    assert found("mujeres esta noche") == {"Mujeres de Noche"}


def test_nothing_is_found_by_who_leads_it(listed):
    factories.organization(name="Quiet House", leadership="survivors", publish_leadership=False, description="Tea.")

    assert "Quiet House" in found("tea")
    assert "Quiet House" not in found("survivors")
    assert "Quiet House" not in found("survivor led")


def test_what_is_taken_down_is_found_no_more_and_again_when_it_is_back(listed):
    organization = Organization.objects.get(name="Dawn Table")
    assert found("dawn") == {"Dawn Table"}

    review.withdraw(organization, by=factories.pair()[0], reason="wrong")
    assert found("dawn") == set()
    assert documents.found(question_of("dawn", {})) == []

    publishing.documents.put(Organization.objects.with_facts().filter(pk=organization.pk))
    assert found("dawn") == set(), "A stray document must not show what is not listed."


def test_all_documents_can_be_written_anew(listed):
    documents.drop(Organization.objects.values_list("pk", flat=True))
    assert found("reno") == set()

    assert documents.rebuild(Organization.objects.listed(), at_once=3) == len(FACTS)
    assert len(found("reno")) == 4


@settings(max_examples=60)
@given(text=st.text(max_size=60) | st.text(alphabet="\"'*:()-^{}+&|!<>\\~\0 aé東ค\u0301", max_size=30))
def test_whatever_somebody_types_is_answered(text):
    asked = question_of(text, {("a",): [("b", "c")]})

    assert bool(asked) == bool(words(text))
    if asked:
        assert set(documents.found(asked, within=("names",))) <= set(documents.found(asked))


@given(st.text(max_size=40))
def test_a_text_is_found_by_each_of_its_words(text):
    said = words(text)

    assert words(" ".join(said)) == said
    assert all(form for word in said for form in forms(word))


def test_a_listing_is_found_by_each_word_of_its_name():
    organization = factories.organization(name="Ünïcode & Straße Çollective 42 — “Ñandú”")

    for word in organization.name.split():
        if words(word):
            assert list(Organization.objects.matching(word)) == [organization], word


SLIPS = {
    "kichen": "kitchen",
    "harm reducton kitchen": "harm reduction kitchen",
    "lanturn": "lantern",
    "nevadda": "nevada",
    "attornee": "attorney",
    "sparsk lantern": "sparks lantern",
    "xylophone": "",
    "hrx": "",
    "kitchen nosuchword": "",
}


def test_a_slip_is_put_right_where_that_finds_something(listed):
    assert {typed: ask(typed).meant for typed in SLIPS} == SLIPS


def test_a_word_that_a_listing_says_anywhere_is_no_slip(listed):
    factories.organization(name="Night Rites")
    assert ask("night ritez").meant == "night rites"

    assert ask("night rides").meant == ""


def test_a_word_of_people_in_danger_is_never_put_right_to_another(db):
    for name in ("Races Forward", "The Race"):
        factories.organization(name=name)
    assert (ask("rape").meant, ask("rapes").meant, ask("rase").meant) == ("", "", "race")

    factories.organization(name="Casa Azul", description="A circle of survivors.")
    assert (ask("rape").meant, ask("rapes").meant) == ("", "rape")


def test_the_page_offers_it(listed, client):
    page = client.get("/groups/", {"q": "kichen", "region": "US-NV"}).content.decode()

    assert '<a href="/groups/?q=kitchen&amp;region=US-NV">kitchen</a>' in page


def test_words_that_find_nothing_together_are_offered_one_by_one_with_the_rest_of_the_question(listed, client):
    asked = {"q": "rides for the sexual assault rides nosuchword San José", "region": "US-NV"}

    usual, quiet = client.get("/groups/", asked).content.decode(), client.post("/quiet/", asked).content.decode()

    assert ask(asked["q"]).apart == {"rides": 1, "sexual assault": 1, "san": 1, "jose": 1}
    for address, said in (("rides", "rides"), ("sexual+assault", "sexual assault")):
        query = f"q={address}&amp;region=US-NV"
        assert f'<a href="/groups/?{query}">“{said}”</a> (1)' in usual
        assert f'name="ask" value="{query}">“{said}”</button> (1)' in quiet
    assert "“jose”" not in usual + quiet


def test_words_are_not_offered_one_by_one_where_they_find_something_or_there_is_one(listed):
    assert [ask(text).apart for text in ("reno rides", "nosuchword", "the nosuchword", "", "where can I go")] == [
        {}
    ] * 5


def test_of_many_words_only_the_first_are_looked_for(listed, django_assert_max_num_queries):
    answer = ask("meals " + " ".join(f"reno{number}" for number in range(18)) + " rides")

    with django_assert_max_num_queries(MOST_APART + 2):
        assert answer.apart == {"meals": 1}


def test_no_word_is_offered_that_only_something_hidden_says(listed):
    assert ask("dawm").meant == "dawn"

    review.withdraw(Organization.objects.get(name="Dawn Table"), by=factories.pair()[0], reason="wrong")
    factories.submission(name="Dawn Choir")

    assert ask("dawm").meant == ""


def test_of_several_words_as_alike_every_process_offers_the_same():
    # Sets come in another order in each process, so that these would agree by chance once in 64 times.
    pairs = {"hoase": {"horse", "house"}, "lanxern": {"lantern", "lanmern"}, "rixer": {"river", "rider"}}
    pairs |= {"ashex": {"ashes", "ashen"}, "canxle": {"candle", "cantle"}, "marxet": {"market", "marlet"}}

    offered = [suggestion(typed, dict.fromkeys(alike, 1), {}, lambda _word: False) for typed, alike in pairs.items()]

    assert offered == [min(alike) for alike in pairs.values()]


def test_what_a_visitor_types_is_not_kept_in_memory(client, monkeypatch):
    kept = []
    monkeypatch.setattr(folding, "_remembered", lambda text: kept.append(text) or folding.fold_and_forget(text))
    factories.organization(name="Casa Amarilla")

    for typed in ({"q": "zebrafish"}, {"near": "89501 zebrafish"}, {"q": "zebrafish", "near": "Reno"}):
        client.get("/groups/", typed)

    assert kept and [text for text in kept if "zebrafish" in text] == []
