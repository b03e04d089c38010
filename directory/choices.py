"""The closed lists of the public record: what may be said about an organization in one word."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    ORGANIZATION = "organization", _("Organization")
    LOCAL_GROUP = "local-group", _("Local group")
    NETWORK = "network", _("Network")
    FUND = "fund", _("Fund")


class Leadership(TextChoices):
    """Who leads. Public only where the group says so itself or has agreed to it being shown."""

    SEX_TRADES = "sex-trades", _("People in the sex trades")
    SURVIVORS = "survivors", _("Survivors of trafficking or abuse")
    BOTH = "both", _("People in the sex trades and survivors")
    WORKERS = "workers", _("Workers or migrants")
    ACCOUNTABLE = "accountable", _("Others, accountable to them")


class Reach(TextChoices):
    LOCAL = "local", _("One town or area")
    STATE = "state", _("One state or region")
    MULTI_STATE = "multi-state", _("Several states or regions")
    NATIONAL = "national", _("A whole country")
    INTERNATIONAL = "international", _("Several countries")
    ONLINE = "online", _("Online, from anywhere")


class Level(TextChoices):
    """The levels of the social-ecological model, widest first."""

    SOCIETAL = "societal", _("Society and its structures")
    COMMUNITY = "community", _("Communities and institutions")
    INTERPERSONAL = "interpersonal", _("People and relationships")


class Way(TextChoices):
    MEETING = "meeting", _("Go to a meeting")
    EMAIL_LIST = "email-list", _("Join the e-mail list")
    CONTACT_MEMBER = "contact-member", _("Talk to a member")
    ACTION = "action", _("Come to an action or event")
    VOLUNTEER = "volunteer", _("Volunteer")
    PEER_LINE = "peer-line", _("Call or text a peer line")
    CHAT = "chat", _("Chat online")
    DROP_IN = "drop-in", _("Drop in")
    DONATE = "donate", _("Give money or things")
    SOCIAL = "social", _("Follow on social media")


class Question(TextChoices):
    """“What happens if I contact them?”: what a person needs to know before they call."""

    POLICE = "police", _("Do they contact the police?")
    REPORTING = "reporting", _("Must they report what you tell them?")
    ID = "id", _("Do they ask for ID or your legal name?")
    IMMIGRATION = "immigration", _("Do they ask about immigration status?")
    FAITH = "faith", _("Is faith part of what they do?")
    AGE = "age", _("Is there an age limit?")
    COST = "cost", _("Does it cost money?")


class Answer(TextChoices):
    """Answers to a `Question`. Nothing known is an answer, and a visitor can ask for it."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Ground(TextChoices):
    """On what ground a listing is public."""

    REVIEWED = "reviewed", _("Reviewed")
    FOUNDING = "founding", _("Named by the document; not yet reviewed by this site’s own reviewers")


class Consent(TextChoices):
    PUBLIC_INFORMATION = "public-information", _("Listed from public information")
    REQUESTED = "requested", _("The group asked to be listed")
    CONFIRMED = "confirmed", _("The group has confirmed this entry")


class Freshness(TextChoices):
    """How long ago the facts were checked, in words; see `settings.FRESH_DAYS`."""

    FRESH = "fresh", _("Checked recently")
    AGEING = "ageing", _("Checked a while ago")
    OUTDATED = "out-of-date", _("May be out of date")
    UNCHECKED = "unchecked", _("Not yet checked by us")
