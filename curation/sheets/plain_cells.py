"""Reading cells that say one thing: a text, an address of some kind, a number, a word of a list."""

import re
from decimal import Decimal
from urllib.parse import urlsplit, urlunsplit

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from curation import phones
from curation.duplicates import SHARED_HOSTS
from curation.sheets import values
from curation.sheets.reading import TOLD, RowReading
from curation.sheets.tidy import AND_OR, decimal, one_line, plain_number
from directory.cells import bare, split
from directory.right import is_plain_mail, is_plain_web
from directory.search.folding import fold

_WEB = forms.URLField(assume_scheme="https", max_length=200)
_MAIL = forms.EmailField(max_length=254)
_OR = rf"\s/\s|\s{AND_OR}\s"
# A comma may stand in an address; one between two has a space or another address behind it.
_WEBS_APART = re.compile(
    rf"\s*(?:\n|[;,|](?=\s|$|https?://|www\.|[\w-]+(?:\.[\w-]+)+)|{_OR})\s*|\s+(?=https?://|www\.)"
)
_MAILS_APART = re.compile(rf"\s*(?:[;,\n|]|{_OR})\s*|\s+(?=\S+@)")
# “Call or text (775) 555-0100”
_BEFORE_A_NUMBER = re.compile(
    r"(?:(?:tel|t[ée]l[ée](?:phone|fono)|t[ée]l|phone|ph|call|text|t|sms|main|office|hotline|helpline|toll[ -]free|llam[ae]r?|appele[rz]|"
    r"or|and|o|ou|et|y|us|at|al|au)\b[\s.:/&-]*)+(?=[+(\d])",
    re.IGNORECASE,
)
# What others call an extension is written as pages and telephones know it.
_EXTENSION = re.compile(
    r"[\s,;(]{0,3}\b(?:poste|int(?:erno)?|anexo|extensi[oó]n|extension)\b[\s.:#]*(\d{1,7})\)?$", re.IGNORECASE
)
_PHONES_APART = re.compile(rf"\s*(?:[;,\n|](?!\s*(?:ext\w*|x|poste|int(?:erno)?|anexo)\W*\d)|{_OR})\s*", re.IGNORECASE)
_BRACKETED = re.compile(r"<(.*)>|\((.*)\)")


def text(row: RowReading, column: int, name: str, cell: str) -> None:
    said = cell if name == "description" else one_line(cell)
    if name in row.said and name == "description":
        said = f"{row.said[name]}\n{said}"
    row.say(column, name, said, said)


def lines(row: RowReading, column: int, name: str, cell: str) -> None:
    told = [one_line(bare(piece)) for piece in split(cell, ";\n")]
    before = row.said.get(name, "")
    row.say(column, name, "\n".join(filter(None, [before, *told])), "; ".join(told))


def choice(row: RowReading, column: int, name: str, cell: str) -> None:
    code = row.sense.meanings.find(name, cell)
    if code and code != values.NOTE:
        row.say(column, name, code, row.sense.meanings.labels[name][code])
    else:
        row.keep_unknown(column, name, one_line(cell))


def web(row: RowReading, column: int, name: str, cell: str) -> None:
    if is_plain_web(cell):
        row.say(column, name, cell, cell)
        return
    first, *others = [piece for piece in _WEBS_APART.split(cell.strip()) if piece] or [cell]
    try:
        address = clean_web(first)
        row.say(column, name, address, address)
    except ValidationError:
        sentence = _("“%(heading)s”: “%(cell)s” is not a web address.")
        row.fix(
            column,
            "web",
            sentence % {"heading": row.heading(column), "cell": first},
            _("Write it like www.example.org, or empty the cell."),
        )
    for other in others:
        _another_address(row, column, other)


def _another_address(row: RowReading, column: int, address: str) -> None:
    """Make a second address a way to connect where it is on a social network, and a note elsewhere."""
    try:
        link = clean_web(address)
    except ValidationError:
        link = ""
    host = (urlsplit(link).hostname or "").removeprefix("www.")
    if host in SHARED_HOSTS:
        row.parts.setdefault("way-social", []).append({"kind": "social", "link": link})
        row.show(column, link)
    else:
        row.keep_as_note(column, address)


def clean_web(address: str) -> str:
    """Return a web address with its scheme. Raises `ValidationError`, also where it leads to another host than it seems to."""
    if is_plain_web(address):
        return address
    bracketed = _BRACKETED.fullmatch(address)
    address = (bracketed[1] or bracketed[2] or "") if bracketed else address
    if " " in address or "@" in address.split("/", maxsplit=1)[0]:
        raise ValidationError("")
    parts = urlsplit(str(_WEB.clean(address)))
    if parts.scheme not in ("http", "https") or parts.username is not None or "." not in (parts.hostname or ""):
        raise ValidationError("")
    return urlunsplit(parts._replace(netloc=parts.netloc.lower()))


def mail(row: RowReading, column: int, name: str, cell: str) -> None:
    if is_plain_mail(cell):
        row.say(column, name, cell, cell)
        return
    first, *others = [piece for piece in _MAILS_APART.split(cell.strip()) if piece] or [cell]
    if "@" not in first:
        first, others = cell, []
    address = re.sub(r"^mailto:\s*", "", first.strip("<>()"), flags=re.IGNORECASE)
    try:
        row.say(column, name, _MAIL.clean(address), address)
    except ValidationError:
        sentence = _("“%(heading)s”: “%(cell)s” is not an e-mail address.")
        remedy = _("Write it like info@example.org, or empty the cell.")
        row.fix(column, "email", sentence % {"heading": row.heading(column), "cell": first}, remedy)
    for other in others:
        row.keep_as_note(column, other)


def phone(row: RowReading, column: int, name: str, cell: str) -> None:
    apart = [cell] if cell.isdecimal() else _PHONES_APART.split(_without_words(cell))
    first, *others = [piece for piece in apart if piece] or [cell]
    said = number_to_call(row, column, first if others else cell)
    if said is not None:
        row.say(column, name, said, said)
    for other in others:
        row.keep_as_note(column, other)


def _without_words(typed: str) -> str:
    """Return a number without what people write before it."""
    before = None if typed[:1].isdecimal() else _BEFORE_A_NUMBER.match(typed)
    return typed[before.end() :] if before else typed


def number_to_call(row: RowReading, column: int, typed: str) -> str | None:
    """Return a number as people write it, or say what is wrong with it and return None."""
    written = one_line(typed)
    if written.upper() != written.lower():
        written = _EXTENSION.sub(r" ext. \1", _without_words(written))
    digits = plain_number(written)
    if digits is None:
        sentence = _(
            "“%(heading)s”: the program that made this sheet shortened the number to “%(cell)s” and dropped digits."
        )
        remedy = _("Type the whole number. In your sheet, format the column as text first.")
        row.fix(column, "shortened", sentence % {"heading": row.heading(column), "cell": typed}, remedy)
        return None
    digits = phones.as_now_dialled(digits, row.country)
    if sentence := phones.fault(digits, row.country):
        remedy = _("Correct the number, or move other words into a column of notes.")
        row.fix(column, "phone", f"“{row.heading(column)}”: {sentence}", remedy)
        return None
    said = phones.readable(digits, row.country)
    if said != typed:
        row.tell(TOLD, "number", column, row.sense.as_a_number % {"before": typed, "after": said})
    return said


def number(row: RowReading, column: int, name: str, cell: str) -> None:
    found = decimal(cell)
    most = 90 if name == "latitude" else 180
    if found is None or abs(found) > most:
        sentence = _("“%(heading)s”: “%(cell)s” is not a number between −%(most)d and %(most)d.")
        words = {"heading": row.heading(column), "cell": cell, "most": most}
        row.fix(column, "number", sentence % words, _("Correct it, or empty the cell."))
        return
    rounded = str(found.quantize(Decimal("0.01")))
    row.say(column, name, rounded, rounded)
    if found != Decimal(rounded):
        sentence = _("“%(before)s” was rounded to %(after)s, about a kilometre, so that no house can be found by it.")
        row.tell(TOLD, "rounded", column, sentence % {"before": cell, "after": rounded})


def tick(row: RowReading, column: int, name: str, cell: str) -> None:
    answer = values.yes_or_no(cell)
    if answer is None:
        row.keep_as_note(column, one_line(cell))
    else:
        row.say(column, name, answer == "yes", _("Yes") if answer == "yes" else _("No"))


def listing(row: RowReading, column: int, name: str, cell: str) -> None:
    cell = one_line(cell)
    public_id = row.sense.meanings.listings.get(fold(cell))
    if public_id:
        row.say(column, name, public_id, cell)
        return
    row.keep_as_note(column, cell)
    sentence = _("“%(heading)s”: we list no group called “%(cell)s”, or more than one, so it is kept as a note.")
    row.tell(TOLD, "no-such-listing", column, sentence % {"heading": row.heading(column), "cell": cell})
