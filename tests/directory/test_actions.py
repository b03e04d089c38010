"""What a person can do: every link of the document's guide, and groups to do it with."""

from django.http import QueryDict

from directory.actions import ACTIONS
from tests import factories

# The guide's own links, without those to organizations: they are listings here, or not listed.
GUIDE = [
    "http://www.bmsg.org/resources/publications/worksheet-crafting-effective-op-eds/",
    "https://www.usa.gov/elected-officials",
    "https://humanimpact.org/hip-advocacy/health-equity-now-platform/",
    "https://humanimpact.org/hipprojects/ensuring-equity-in-covid-19-planning-response-and-recovery-decision-making/",
    "https://www.changelabsolutions.org/product/legal-authority-local-health-officers-local-governments-responses-covid-19-california",
    "https://publichealthawakened.org/investing-in-health-a-budget-advocacy-toolkit/",
    "https://publichealthawakened.org/get-involved/join-the-network/",
    "https://healthequityguide.org/working-with-community-organizers/",
]


def shown(client, slug):
    return next(action for action in client.get("/take-action/").context["actions"] if action["slug"] == slug)


def test_the_actions_carry_every_link_of_the_guide_once():
    assert [link.url for action in ACTIONS for link in action.links] == GUIDE


def test_an_action_shows_five_of_its_groups_and_leads_to_all(client, db):
    for letter in "FEDCBA":
        factories.organization(name=f"{letter * 6} {letter * 7}", kind="local-group")
    factories.organization(name="Elsewhere", kind="network")

    action = shown(client, "connect-locally")

    assert [organization.name[0] for organization in action["organizations"]] == ["A", "B", "C", "D", "E"]
    assert (action["total"], action["url"]) == (6, "/groups/?kind=local-group")


def test_following_groups_led_by_survivors_names_none_that_has_not_agreed(client, db):
    factories.organization(name="Quiet Lantern", leadership="survivors", publish_leadership=False)
    factories.organization(name="Loud Harbour", leadership="survivors", publish_leadership=True)

    action = shown(client, "follow-survivors")

    assert [organization.name for organization in action["organizations"]] == ["Loud Harbour"]
    assert QueryDict(action["url"].partition("?")[2]).getlist("led_by") == ["survivors", "both"]


def test_the_three_questions_are_one_step_from_the_advice_to_ask_them(client, db):
    page = client.get("/take-action/").content.decode()

    advice = page[page.index('id="connect-locally"') :].split("</li>", 1)[0]
    assert 'href="/how-we-vet/"' in advice
