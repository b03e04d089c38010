"""The first pages: what a booklet is called, as of when, and what to know before going anywhere with it."""

from datetime import date

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from directory.booklet import lettering
from directory.booklet.flow import Flow, Mark, Sheet
from directory.booklet.paper import HEADING, LEAD, NOTE, REGION, TITLE, Paper, Style


def title_page(paper: Paper, as_of: date) -> Sheet:
    """The name of the site and no other: whoever sees the booklet lie there learns nothing else from it."""
    words = [
        (settings.SITE_NAME, TITLE, paper.height * 0.36),
        (_("As of %(today)s") % {"today": date_format(as_of, "DATE_FORMAT")}, LEAD, paper.height * 0.445),
        (_("Things change: check before you go."), LEAD, 0),
    ]
    sheet, y = Sheet(), 0.0
    for text, style, start in words:
        y = max(y, start)
        for line in lettering.set_in(text, style.size, paper.column_width(1), is_bold=style.is_bold):
            y += style.height
            sheet.marks.append(Mark(paper.margin, y, line, style))
    return sheet


def safety_notes(paper: Paper, as_of: date) -> Flow:
    flow = Flow(paper, first=2, columns=1)
    today = date_format(as_of, "DATE_FORMAT")
    _part(flow, HEADING, _("Before you go"), [])
    _part(flow, REGION, _("This paper can be found"), [
        _("It shows the names of groups. If somebody may go through your things, write down only the number you need."),
        _("A call, a text or a visit to a website can be seen on a phone, on a bill or by whoever owns the network."),
    ])  # fmt: skip
    _part(flow, REGION, _("Check a group first"), [
        _("Everything here was true at some time, and none of it after %(today)s is in here. Call, write or look at the group’s own site before you travel.") % {"today": today},
        _("“Facts” says when somebody last looked. The longer ago, the more may have changed."),
        _("Ask before you tell: whether they call the police, must report what you say, or want your name. “Not known” means that nobody has told us. It does not mean no."),
        _("You may hang up, leave, or give another name. A group that is good for you will understand."),
    ])  # fmt: skip
    _part(flow, REGION, _("What this list promises, and what it does not"), [
        _("Reviewers hold each group against questions that are public, and write down what they found. Where an entry says that nobody here has reviewed it yet, that has not been done."),
        _("It is no promise that a group is right for you, and we run none of them. A group that is missing may be as good, or may not wish to be found."),
        _("Who leads a group is said only if the group says so itself or has agreed."),
        _("We cannot see you and cannot send help. If you are in danger now, look first for a person or a number you trust."),
    ])  # fmt: skip
    _part(flow, REGION, _("Reading this booklet"), [
        _("Groups stand by country and region. Names, former names and focus areas are in the lists at the end, with the numbers of pages."),
        _("%(box)s stands for a letter that this booklet has no drawing of. The site shows it.") % {"box": lettering.BOX},
    ])  # fmt: skip
    return flow


def _part(flow: Flow, style: Style, heading: str, paragraphs: list[str]) -> None:
    flow.pour(
        [
            *flow.lines(heading, style, before=14),
            *(line for text in paragraphs for line in flow.lines(text, NOTE, before=5)),
        ]
    )
