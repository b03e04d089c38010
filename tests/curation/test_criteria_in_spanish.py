"""The criteria in the other languages of the site: whole or not at all, and never of words that were changed."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import override

from curation import drafting, letters, review, vocabularies
from curation.forms.translation import field_of
from curation.models import CriteriaSet
from curation.review import ReviewError
from directory.translations import other_languages
from tests import factories

pytestmark = pytest.mark.django_db
WHO_HAS_A_SAY = "¿Dirigen este grupo personas que vivieron la trata"
LED_BY_THEM = "Sí: personas con experiencia vivida lo dirigen"
NOBODY_TRANSLATED = "nadie las ha traducido"
IN_ENGLISH = ' lang="en" dir="ltr">'


@pytest.fixture
def administrator():
    return factories.user("Administrator")


def read(client, address):
    return client.get(address).content.decode()


def in_force():
    return CriteriaSet.objects.current()


def sent(version, words):
    return {"seen": drafting.mark(version, "es")} | {field_of(text): said for text, said in words.items()}


def rewrite(code="representation", **words):
    """Change a question of the version in force, as no door allows: what was written before has no translation now."""
    in_force().criterion_set.filter(code=code).update(**words)


def test_what_comes_with_the_site_is_whole_in_every_language():
    standings = drafting.standings(in_force())

    assert [one.code for one in standings] == other_languages()
    assert {one.missing for one in standings} == {0}


def test_who_reads_spanish_reads_all_of_the_questions_in_spanish(client):
    page, original = read(client, "/es/how-we-vet/"), read(client, "/how-we-vet/")

    assert WHO_HAS_A_SAY in page
    assert LED_BY_THEM in page
    assert IN_ENGLISH not in page
    assert NOBODY_TRANSLATED not in page
    for text in drafting.sources(in_force()):
        assert text.splitlines()[0] not in page.replace("&#x27;", "'")
    assert WHO_HAS_A_SAY not in original


def test_a_question_of_which_a_word_changed_is_not_shown_half(client):
    rewrite(why="A group that answers to nobody makes mistakes.")
    page = read(client, "/es/how-we-vet/")

    assert f"<h2{IN_ENGLISH}Who has a say</h2>" in page
    assert WHO_HAS_A_SAY not in page
    assert NOBODY_TRANSLATED in page
    assert "<h2>Leyes y políticas</h2>" in page


def test_a_listing_says_in_spanish_why_it_is_listed(client):
    listing = factories.organization()
    page = read(client, f"/es/groups/{listing.slug}/")

    assert f"<h3>{WHO_HAS_A_SAY}" in page
    assert f"<b>{LED_BY_THEM}" in page
    # What reviewers wrote is theirs.
    assert f"<span{IN_ENGLISH}Who has a say: we read their pages.</span>" in page


def test_in_which_language_it_was_published_makes_no_difference(client):
    with override("es"):
        listing = factories.organization()
    page = read(client, f"/groups/{listing.slug}/")

    assert "<h3>Is this group led by people" in page
    assert "<b>Yes: people with lived experience lead it" in page
    assert WHO_HAS_A_SAY not in page


def test_a_listing_judged_by_what_nobody_translated_says_so_in_its_own_words(client):
    rewrite(question="Who decides?")
    listing = factories.organization()
    page = read(client, f"/es/groups/{listing.slug}/")

    assert f"<h3{IN_ENGLISH}Who decides?</h3>" in page
    assert f"<b{IN_ENGLISH}Yes: people with lived experience lead it" in page
    assert "<h3>¿Impulsa este grupo leyes" in page


def test_reviewers_read_the_questions_in_the_language_of_the_desk(client):
    reader, submission = factories.reviewer(), factories.submission()
    review.claim(submission, by=reader)
    review.declare(submission, by=reader, has_conflict=False)
    client.force_login(reader)
    address = reverse("admin:curation_submission_change", args=[submission.pk])
    desk = client.get(address, headers={"accept-language": "es"}).content.decode()

    assert WHO_HAS_A_SAY in desk
    assert LED_BY_THEM in desk
    assert "Is this group led by people" not in desk


def test_a_letter_asks_the_question_in_its_own_language():
    submission = factories.submission()
    letter = letters.refusal(submission, ["representation"], "", language="es", appeal_until=None)

    assert WHO_HAS_A_SAY in letter


def test_a_draft_is_translated_and_takes_along_what_still_holds(client, administrator):
    draft = drafting.copy_as_draft(in_force(), by=administrator)
    draft.criterion_set.filter(code="policy").update(title="Laws")
    assert drafting.standing(draft, "es").missing == 1

    client.force_login(administrator)
    address = reverse("admin:curation_criteriaset_translate", args=[draft.pk, "es"])
    shown = read(client, address)
    typed = draft.translations["es"] | {"Laws": "Leyes\0\r\n"}
    answer = client.post(address, sent(draft, typed))

    assert f'name="{field_of("Laws")}"' in shown
    assert "Quién tiene voz" in shown
    assert answer.url == reverse("admin:curation_criteriaset_change", args=[draft.pk])
    draft.refresh_from_db()
    assert draft.translations["es"]["Laws"] == "Leyes"
    assert "Laws and policies" not in draft.translations["es"]
    assert drafting.standing(draft, "es").missing == 0


def test_what_is_in_force_is_translated_by_nobody_and_what_was_typed_is_kept(client, administrator):
    version = in_force()
    with pytest.raises(ReviewError, match="Copy it as a new draft"):
        drafting.translate(
            version, "es", {version.title: "Otra cosa"}, seen=drafting.mark(version, "es"), by=administrator
        )
    client.force_login(administrator)
    address = reverse("admin:curation_criteriaset_translate", args=[version.pk, "es"])
    answer = client.post(address, sent(version, {version.title: "Otra cosa"})).content.decode()

    assert "Copy it as a new draft" in answer
    assert "Otra cosa" in answer
    assert in_force().translations == version.translations


def test_nobody_writes_over_what_a_colleague_translated_meanwhile(client, administrator):
    draft = drafting.copy_as_draft(in_force(), by=administrator)
    client.force_login(administrator)
    address = reverse("admin:curation_criteriaset_translate", args=[draft.pk, "es"])
    old = sent(draft, {draft.title: "Lo mío"})
    drafting.translate(draft, "es", {draft.title: "Lo suyo"}, seen=drafting.mark(draft, "es"), by=administrator)
    answer = client.post(address, old).content.decode()
    draft.refresh_from_db()

    assert "A colleague has translated meanwhile" in answer
    assert "Lo mío</textarea>" in answer and "Lo suyo</span>" in answer
    assert draft.translations["es"] == {draft.title: "Lo suyo"}


def test_a_translation_has_an_end(administrator):
    draft = drafting.copy_as_draft(in_force(), by=administrator)
    with pytest.raises(ReviewError, match="at most 3000"):
        drafting.translate(draft, "es", {draft.title: "a" * 3001}, seen=drafting.mark(draft, "es"), by=administrator)


def test_a_site_that_had_our_criteria_before_gets_them_in_spanish_where_they_are_ours_to_the_letter(client):
    rewrite("policy", why="We changed this.")
    CriteriaSet.objects.update(translations={})
    listing = factories.organization()
    rewrite("policy", question="And this?")
    address = f"/es/groups/{listing.slug}/"
    before = read(client, address)

    vocabularies.load_missing()

    assert f"<h3{IN_ENGLISH}Is this group led" in before
    page = read(client, address)
    assert f"<h3>{WHO_HAS_A_SAY}" in page
    assert "<h3>¿Impulsa este grupo" in page
    assert [one.missing for one in drafting.standings(in_force())] == [2]


def test_on_a_site_that_speaks_spanish_first_they_are_in_both_languages_too(client, settings):
    settings.LANGUAGES, settings.LANGUAGE_CODE = [("es", "Spanish"), ("en", "English")], "es"
    with override("es"):
        one = in_force().criterion_set.first()
        assert (one.told["title"], one.tongue) == ("Quién tiene voz", "")
    with override("en"):
        assert (one.told["title"], one.tongue) == ("Who has a say", "")
    assert [(one.code, one.missing) for one in drafting.standings(in_force())] == [("es", 0)]
    told = factories.organization().reasons[0]
    assert (told["language"], told["translations"]["es"]["answer"][:3], told["answer"][:4]) == ("en", "Sí:", "Yes:")


def test_only_who_writes_the_criteria_translates_them(client, administrator):
    draft = drafting.copy_as_draft(in_force(), by=administrator)
    with pytest.raises(PermissionDenied):
        drafting.translate(
            draft, "es", {draft.title: "Otra cosa"}, seen=drafting.mark(draft, "es"), by=factories.reviewer()
        )


def test_there_is_no_page_for_a_language_the_site_does_not_speak(client, administrator):
    client.force_login(administrator)
    addresses = [reverse("admin:curation_criteriaset_translate", args=[in_force().pk, code]) for code in ("en", "xx")]

    assert [client.get(address).status_code for address in addresses] == [404, 404]
