"""The one writer of the consent ledger, and what it says now."""

from curation.models import Agreement
from directory.models import Organization
from directory.record import PlainFacts, blank, facts_of

What = Agreement.What
# What can be agreed to → the facts that show it.
FACTS: dict[str, tuple[str, ...]] = {
    What.WEBSITE: ("website",),
    What.EMAIL: ("email",),
    What.PHONE: ("phone",),
    What.PLACE: (
        "region", "city", "latitude", "longitude", "public_address", "address_is_open", "address_is_agreed",
        "service_areas",
    ),
    What.WAYS: ("ways",),
    What.LEADERSHIP: ("leadership", "publish_leadership"),
}  # fmt: skip
# What a group may take out of its entry at once.
HIDEABLE = (What.WEBSITE, What.EMAIL, What.PHONE, What.PLACE, What.WAYS)


def write(listing: Organization, what: str, *, is_given: bool, channel: str, how: str = "") -> Agreement:
    return Agreement.objects.create(listing=listing, what=what, is_given=is_given, channel=channel, how=how)


def last(listing: Organization, what: str) -> Agreement | None:
    return Agreement.objects.filter(listing=listing, what=what).last()


def taken_back(listing: Organization) -> set[str]:
    """Name what the group last said no to."""
    said = {line.what: line.is_given for line in Agreement.objects.filter(listing=listing)}
    return {what for what, is_given in said.items() if not is_given}


def give_again(listing: Organization, names: set[str]) -> None:
    """Note that the group shows again what it had taken back: its own correction of the facts `names` was published."""
    facts = facts_of(listing)
    for what in taken_back(listing) & FACTS.keys():
        if names.intersection(FACTS[what]) and shown(what, facts):
            write(listing, what, is_given=True, channel=Agreement.Channel.LINK)


def shown(what: str, facts: PlainFacts) -> bool:
    """Whether `facts` say anything of it."""
    nothing = blank()
    return any(facts[name] != nothing[name] for name in FACTS[what])
