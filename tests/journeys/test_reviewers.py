"""Two curators, from the invitation to the listing a visitor finds; with scripts on and with scripts off."""

import pytest
from django.urls import reverse

from curation import accounts, startup
from curation.models import Review, Submission
from directory.models import Organization
from tests import factories
from tests.signing_in import PASSWORD, sign_in, take_up

pytestmark = pytest.mark.django_db(transaction=True)


def invite(page, handle, *roles):
    page.goto("/admin/auth/user/add/")
    page.get_by_label("handle").fill(handle)
    for role in roles:
        page.get_by_label(role).check()
    page.get_by_role("button", name="Save", exact=True).click()
    said = page.get_by_role("status").inner_text()
    return said.split("/admin/")[1].split()[0]


def open_from_the_queue(page, name):
    page.goto("/admin/")
    page.get_by_role("link", name="Everything open").click()
    page.get_by_role("link", name=name).click()


def answer_everything(page):
    for criterion in factories.criteria():
        question = page.locator(f"#q-{criterion.code}")
        question.locator(".grade-meets input").check()
        question.get_by_label("In a sentence, why").fill(f"Read on their pages: {criterion.code}.")
        question.get_by_label("What the public may read").fill(f"We read their pages on {criterion.code}.")
        question.get_by_label("Kind").select_option("own")
        question.get_by_label("Link").fill("https://example.org/about")
        question.get_by_label("Seen on").fill("2026-10-01")


def review_and_recommend(page, name):
    open_from_the_queue(page, name)
    page.get_by_role("button", name="I am free: start reviewing").click()
    answer_everything(page)
    page.get_by_label("I checked the facts on").fill("2026-10-01")
    page.locator("#id_facts_checked_how").fill("their website")
    page.get_by_role("button", name="Recommend publishing").click()


@pytest.mark.parametrize("scripts", [True, False])
def test_two_curators_are_invited_review_and_publish_and_a_visitor_finds_it(new_page, scripts):
    curator = startup.first_curator()
    waiting = factories.submission(name="Lantern House", focus_areas=["connection-care"])
    first, second, visitor = (new_page(scripts=scripts, width=1280) for _person in range(3))

    take_up(first, accounts.invitation_path(curator))
    take_up(second, "/admin/" + invite(first, "second-heron", "Publisher"))
    review_and_recommend(first, waiting.name)
    open_from_the_queue(second, waiting.name)
    blind = second.content()
    review_and_recommend(second, waiting.name)
    second.get_by_role("button", name="Publish", exact=True).click()
    visitor.goto("/groups/?focus=connection-care")
    visitor.get_by_role("link", name="Lantern House").first.click()
    visitor.wait_for_url("**/groups/lantern-house/")

    assert "Read on their pages" not in blind
    assert "We read their pages on policy." in visitor.content()
    assert (first.troubles, second.troubles, visitor.context.cookies()) == ([], [], [])
    assert Organization.objects.get().name == "Lantern House"


def signed_in(new_page, **options):
    """Let a reviewer begin a review, and open it in a browser."""
    reader = factories.publisher()
    reader.set_password(PASSWORD)
    reader.save()
    submission = factories.submission()
    page = new_page(**options)
    sign_in(page, reader.username)
    page.goto(reverse("admin:curation_submission_change", args=[submission.pk]))
    page.get_by_role("button", name="I am free: start reviewing").click()
    page.locator("#q-policy").wait_for()
    page.wait_for_load_state()
    return page, submission


def test_the_keys_choose_move_and_save_but_never_while_one_writes(new_page):
    page, _submission = signed_in(new_page, width=1280)

    for key in ("j", "1", "j", "2"):
        page.keyboard.press(key)
    page.locator("#id_representation-sentence").fill("")
    page.locator("#id_representation-sentence").press_sequentially("j1k2")
    chosen = page.locator(".grade input:checked").evaluate_all("found => found.map(one => one.id)")
    page.locator("#id_policy-sentence").fill("They take no position.")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Your answers are saved.").wait_for()

    assert chosen == ["id_representation-grade_0", "id_policy-grade_1"]
    assert {f.criterion.code: (f.grade, f.sentence) for f in Review.objects.get().findings.all()} == {
        "representation": ("meets", "j1k2"),
        "policy": ("partly", "They take no position."),
    }


def test_the_keys_can_be_switched_off_for_good(new_page):
    page, submission = signed_in(new_page, width=1280)
    page.get_by_text("Keyboard", exact=True).click()
    page.get_by_label("Use these keys (where scripts are on)").uncheck()

    page.goto(reverse("admin:curation_submission_change", args=[submission.pk]))
    for key in ("j", "1"):
        page.keyboard.press(key)

    assert page.locator(".grade input:checked").count() == 0


def test_enter_in_a_line_saves_the_answers_and_presses_nothing_else(new_page):
    page, submission = signed_in(new_page, scripts=False)
    page.locator("#id_policy-grade_0").check()
    page.locator("#id_policy-sentence").fill("They work for decriminalization.")

    page.locator("#id_policy-evidence-0-quote").fill("We support decriminalization.")
    page.locator("#id_policy-evidence-0-kind").select_option("own")
    page.locator("#id_policy-evidence-0-quote").press("Enter")

    assert [finding.criterion.code for finding in Review.objects.get().findings.all()] == ["policy"]
    assert Submission.objects.get(pk=submission.pk).state == "in-review"


def test_the_bar_covers_nothing_one_types_in_on_a_phone(new_page):
    page, _submission = signed_in(new_page, width=360)

    hidden = page.evaluate("""() => {
        const found = [];
        for (const box of document.querySelectorAll(".question input[type=text], .question input[type=url], .question textarea")) {
            if (!box.checkVisibility()) continue;
            box.focus();
            const at = box.getBoundingClientRect();
            const top = document.querySelector(".bar").getBoundingClientRect().top;
            if (at.bottom > top + 1 && top > 0) found.push(box.id);
        }
        return found;
    }""")

    assert hidden == []
