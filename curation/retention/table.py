"""How long everything is kept, why, and what erases it. The one place: the page, the documentation and `forget` read this.

A test fails when a field of any model is in no rule, or in two.
"""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from curation.retention import erasing
from curation.retention.rule import ALL, Rule
from curation.sheets import batches
from directory.record import COLUMNS, VOCABULARIES

MONTH, QUARTER, YEAR = timedelta(days=30), timedelta(days=90), timedelta(days=365)


_LISTED_FACTS: dict[str, Sequence[str]] = {
    "directory.Organization": ALL,
    **{f"directory.Organization_{name}": ALL for name in VOCABULARIES},
    **{
        f"directory.{name}": ALL
        for name in ("WayToConnect", "ServiceArea", "Policy", "FormerSlug", "OrganizationTranslation", "Unreached")
    },
}
_SUBMITTED_FACTS: dict[str, Sequence[str]] = {
    "curation.Submission": (*COLUMNS, "parent", "base", "submitted_by", "claimed_by", "claimed_until"),
    **{f"curation.Submission_{name}": ALL for name in VOCABULARIES},
    **{f"curation.{name}": ALL for name in ("SubmittedWay", "SubmittedArea", "SubmittedPolicy")},
    **{
        f"curation.{name}": ALL
        for name in ("CallBack", "Clearance", "Finding", "Evidence", "Opinion", "ThirdReading", "DecisionPayload")
    },
    "curation.Review": ("facts_checked_how",),
}

RULES = (
    Rule(
        "sender",
        _("What leads to whoever suggested a group: the digest of their reference, their note, and our messages"),
        _("30 days after the decision"),
        _("So that they can read what became of it, and we can ask"),
        {
            "curation.Submission": ("reference_digest", "submitter_note", "relationship", "held_because"),
            "curation.Message": ALL,
        },
        MONTH,
        erasing.senders_due,
        erasing.erase_sender,
    ),
    Rule(
        "submission",
        _("The words of a suggestion, what reviewers found, and the words of its decisions"),
        _("90 days after it was declined or taken back; otherwise a year longer than the listing is listed"),
        _("So that a decision can be looked at again, and a listing can be accounted for"),
        _SUBMITTED_FACTS,
        QUARTER,
        erasing.submissions_due,
        erasing.erase_submission,
    ),
    Rule(
        "remains",
        _("Of a suggestion: a number, when it came and was decided, from where, and what became of it"),
        _("For good"),
        _(
            "So that the signed trail of decisions can be checked. Where a new group was declined, none of it says which"
        ),
        {
            "curation.Submission": (
                "id",
                "uuid",
                "purpose",
                "state",
                "source",
                "organization",
                "version",
                "received_at",
                "moved_at",
            ),
            "curation.Review": (
                "id",
                "submission",
                "reviewer",
                "criteria",
                "declared_at",
                "is_recused",
                "recommendation",
                "recommended_at",
                "facts_checked_on",
            ),
            "curation.Decision": ALL,
            "curation.TrailHead": ALL,
            "curation.Appeal": ALL,
            "curation.SetAside": ALL,
        },
    ),
    Rule(
        "earlier",
        _("Of a group that was declined: keyed digests of its name and website, the reason and the month"),
        _("For good"),
        _("So that reviewers know when it is suggested again. Nobody can read a name out of it"),
        {"curation.EarlierDecision": ALL},
    ),
    Rule(
        "report",
        _("The words of a report, why it was settled as it was, and the digest of its reference"),
        _("90 days after it was settled"),
        _("So that curators can act on it and look at it again"),
        {"curation.Report": ("words", "because", "held_because", "reference_digest")},
        QUARTER,
        erasing.reports_due,
        erasing.erase_report,
    ),
    Rule(
        "reported",
        _("That there was a report: of which kind, when, and what became of it"),
        _("As long as the listing’s record"),
        _("So that a pattern can be seen"),
        {"curation.Report": ("id", "uuid", "listing", "kind", "received_at", "outcome", "settled_at", "settled_by")},
    ),
    Rule(
        "link",
        _("Private links of groups: purpose, day, who made it, whether it was used, and a digest"),
        _(
            "90 days after they ran out; those of the yearly round a year and 90 days; longer while a correction that may have come by one can still be decided"
        ),
        _("So that nobody is asked twice, and misuse can be looked into"),
        {"curation.GroupLink": ALL},
        QUARTER,
        erasing.links_due,
        erasing.delete,
    ),
    Rule(
        "comment",
        _("What the public said of proposed criteria, the day, signs of spam, and a digest of its page"),
        _("90 days after they came into force or were taken back"),
        _("So that curators can weigh it before they decide. Nobody else reads it"),
        {"curation.CriteriaComment": ALL},
        QUARTER,
        erasing.comments_due,
        erasing.delete,
    ),
    Rule(
        "translation",
        _("A proposed translation of a listing, who wrote it, and what became of it"),
        _("90 days after it was settled; what was published stays with its listing"),
        _("So that a second reviewer can read it, and a decision can be looked at again"),
        {"curation.Translation": ALL},
        QUARTER,
        erasing.translations_due,
        erasing.delete,
    ),
    Rule(
        "link-check",
        _("Links that were checked: when, what came of it, digests of the page, and its certificate’s organizations"),
        _("As long as the listing has the link, or reviewers the evidence"),
        _("To notice when a page changes hands"),
        {"curation.LinkCheck": ALL},
    ),
    Rule(
        "suspicion",
        _("That a listing may tell of a person, and the day all were looked over; none of its words"),
        _("As long as the listing’s record, or until all are looked over again"),
        _("So that reviewers look at it before all others"),
        {"curation.LookedOver": ALL, "curation.Suspicion": ALL},
    ),
    Rule(
        "sheet",
        _("A coalition’s uploaded file and the cells of its rows"),
        _("Until they close it, a week at most"),
        _("To look through them before they are sent"),
        {
            "curation.BatchFile": ALL,
            "curation.BatchPiece": ALL,
            "curation.Row": ("raw", "edits", "messages", "reasons"),
        },
        timedelta(days=settings.SHEET_DAYS),
        erasing.batches_due,
        batches.erase,
    ),
    Rule(
        "sent",
        _(
            "Rows that were sent, keyed digests of partners’ ids and of rows that were left out, the spreadsheets’ names, and what a coalition said of columns and words"
        ),
        _("As long as we work with the coalition; a row and an id go with its suggestion or listing"),
        _("So that the same row is known again, can be taken back, and nothing is asked twice"),
        {
            "curation.Row": (
                "id",
                "batch",
                "number",
                "piece",
                "status",
                "name",
                "is_included",
                "answers",
                "facts",
                "note",
                "has_unknown_words",
                "key",
                "listing",
                "listing_version",
                "earlier",
                "submission",
                "outcome",
            ),
            **{f"curation.{name}": ALL for name in ("Batch", "Remembered", "Coalition", "Coalition_members")},
            "curation.PartnerId": ALL,
        },
    ),
    Rule(
        "listing",
        _("Listings"),
        _("While listed, a year after, and while a change waits: then their words, and all sent and found about them"),
        _("So that groups can be found. What was taken down is shown to nobody, and kept so that it can be put back"),
        _LISTED_FACTS,
        YEAR,
        erasing.listings_due,
        erasing.erase_listing,
    ),
    Rule(
        "agreement",
        _("What a group agreed to or took back: what, when, and how"),
        _("For good; no line is changed"),
        _("To show what it wished, and to keep to it"),
        {"curation.Agreement": ALL},
    ),
    Rule(
        "verification",
        _("Each attempt to check a listing again: when, how, by whom, and what was confirmed or that nobody answered"),
        _("For good; no line is changed"),
        _("To account for the days on a listing. It has no words, and ways to connect only as keyed digests"),
        {"curation.Verification": ALL},
    ),
    Rule(
        "opt-out",
        _("“Do not list us”: keyed digests of name, website and phone, and the day"),
        _("For good, beyond the listing"),
        _("To keep the promise. Nobody can read them"),
        {"curation.OptOut": ALL},
    ),
    Rule(
        "session",
        _("That a curator is signed in"),
        _("Until it runs out"),
        _("So that they need not sign in for every page. Visitors have none"),
        {"sessions.Session": ALL},
        timedelta(0),
        erasing.sessions_due,
        erasing.delete,
    ),
    Rule(
        "attempt",
        _("That somebody typed a wrong password or code, and which codes were used: keyed digests and times"),
        _("It counts for a quarter of an hour, and is erased within a day"),
        _("So that nobody can guess without end. Neither an address nor a name is in it"),
        {"curation.Attempt": ALL},
        timedelta(0),
        erasing.attempts_due,
        erasing.delete,
    ),
    Rule(
        "factor",
        _(
            "Curators’ second factors, sealed: the key of an app, public keys of passkeys, recovery codes, and their last use"
        ),
        _("While they work here, or until they or a new invitation end them"),
        _("So that a password alone lets nobody in"),
        {"mfa.Authenticator": ALL},
    ),
    Rule(
        "log",
        _("The desk’s own log of what curators edited"),
        _("90 days"),
        _("To find mistakes; decisions are in the trail"),
        {"admin.LogEntry": ALL},
        QUARTER,
        erasing.log_due,
        erasing.delete,
    ),
    Rule(
        "account",
        _("Curators: handle, password hash, roles, and when they last signed in"),
        _("While they work here; the handle stays in the trail"),
        _("To sign in, and so that nobody is two people unseen"),
        {
            f"auth.{name}": ALL
            for name in ("User", "Group", "Permission", "Group_permissions", "User_groups", "User_user_permissions")
        }
        # Of the software that signs them in. We ask for no address, so these stay empty.
        | {f"account.{name}": ALL for name in ("EmailAddress", "EmailConfirmation")},
    ),
    Rule(
        "digest",
        _("The e-mail address of a curator who asked for the daily mail"),
        _("Until they end it or stop reviewing"),
        _("To send it. Nobody else on the desk sees it"),
        {"curation.Digest": ALL},
        timedelta(0),
        erasing.digests_due,
        erasing.delete,
    ),
    Rule(
        "month",
        _("How much work there was in a month, in exact numbers"),
        _("Until the numbers of its year are published"),
        _("So that reasons can be counted before they are erased"),
        {"curation.MonthInNumbers": ALL},
    ),
    Rule(
        "year",
        _("How much work there was in a year, in fives and without a name"),
        _("For good"),
        _("So that everybody can see how we decide"),
        {"curation.YearInNumbers": ALL},
    ),
    Rule(
        "words",
        _("Our own words: the questions we vet by, vocabularies, word lists, and counters of the program"),
        _("For good"),
        _("They are about nobody"),
        {
            **{f"curation.{name}": ALL for name in ("CriteriaSet", "Criterion", "LanguageTerm")},
            **{
                f"directory.{name}": ALL
                for name in ("FocusArea", "Language", "Population", "Synonym", "Edition", "Moment")
            },
            "contenttypes.ContentType": ALL,
        },
    ),
    Rule(
        "backup",
        _("Backups, sealed"),
        _("35 days, unless the operator says otherwise"),
        _("So that a broken disk is not the end. What was erased is gone from the last of them after that"),
        {},
    ),
    Rule(
        "visitor",
        _("Visitors: address, browser, what they looked for"),
        _("Never"),
        _(
            "What does not exist cannot be handed over. A salted digest of the network is counted in memory, a day at most"
        ),
        {},
    ),
)
