"""What a person can do, after the document's guide, restated in our own words with its links.

Each action asks a question of the directory, so that it leads to groups and not only to reading.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Link:
    label: Words
    url: str


@dataclass(frozen=True)
class Action:
    """One thing to do. `question` is the query string whose listings are shown with it."""

    slug: str
    title: Words
    words: list[Words]
    links: list[Link]
    question: str
    asks_vetting: bool = False


ACTIONS = [
    Action(
        "speak-out",
        _("Speak out with what you know"),
        [
            _(
                "Write for a newspaper or a blog, and show how being exploited at work, violence and health hang together. "
                "Let people who have lived through it come first."
            ),
            _(
                "Tell the people who represent you that you want racial and social justice, and help in place of punishment."
            ),
        ],
        [
            Link(
                _("A worksheet for opinion pieces"),
                "http://www.bmsg.org/resources/publications/worksheet-crafting-effective-op-eds/",
            ),
            Link(_("Find your elected officials (United States)"), "https://www.usa.gov/elected-officials"),
        ],
        "focus=ending-criminalization",
    ),
    Action(
        "educate",
        _("Teach the people you work with"),
        [
            _("Pass this directory and what it links to on to colleagues in public health and care."),
            _(
                "Use the places where your profession meets, from staff rooms to mailing lists, to share demands and tools "
                "that do not rely on police or on changing single people."
            ),
        ],
        [
            Link(
                _("Health Equity Now, the report the guide was adapted from"),
                "https://humanimpact.org/hip-advocacy/health-equity-now-platform/",
            )
        ],
        "connect=email-list",
    ),
    Action(
        "act-locally",
        _("Act where you live"),
        [
            _("Work for good laws in your town and state, and for national ones at the same time."),
            _("Ask of every local rule whether it helps people today and lasts."),
            _(
                "Learn what powers your health department has, and ask it to use them for people in the sex trades and other work."
            ),
            _("Join a campaign that moves public money from policing into health."),
        ],
        [
            Link(
                _("Fair ways to decide: an example from the pandemic"),
                "https://humanimpact.org/hipprojects/ensuring-equity-in-covid-19-planning-response-and-recovery-decision-making/",
            ),
            Link(
                _("The legal powers of local health officers (California)"),
                "https://www.changelabsolutions.org/product/legal-authority-local-health-officers-local-governments-responses-covid-19-california",
            ),
            Link(
                _("A toolkit for budget campaigns"),
                "https://publichealthawakened.org/investing-in-health-a-budget-advocacy-toolkit/",
            ),
        ],
        "connect=action",
    ),
    Action(
        "join-networks",
        _("Join a network that works on the causes"),
        [_("Networks link people who want to change systems, so that nobody has to start alone.")],
        [Link(_("Join Public Health Awakened"), "https://publichealthawakened.org/get-involved/join-the-network/")],
        "kind=network",
    ),
    Action(
        "connect-locally",
        _("Get to know groups near you"),
        [
            _("Visit a meeting, read their news, speak with somebody from the group, or stand with them at an action."),
            _(
                "Many groups have sprung up around trafficking in recent years. Put three questions to any of them before you support it:"
            ),
        ],
        [
            Link(
                _("Working with community organizers"),
                "https://healthequityguide.org/working-with-community-organizers/",
            )
        ],
        "kind=local-group",
        asks_vetting=True,
    ),
    Action(
        "follow-sex-trades",
        _("Follow and support groups led by people in the sex trades"),
        [_("Read them, share them, give to them, and work with them as partners.")],
        [],
        "led_by=sex-trades&led_by=both",
    ),
    Action(
        "follow-survivors",
        _("Follow and support groups led by survivors"),
        [
            _(
                "Look for groups against trafficking and child sexual abuse that are led by survivors and speak well of sex. "
                "Here too: read, share, give, and work together."
            )
        ],
        [],
        "led_by=survivors&led_by=both",
    ),
]
