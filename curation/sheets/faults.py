"""Why a file cannot be read, in sentences: what is wrong, where, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# A package of a partner is not opened in a spreadsheet program.
_ASK_PARTNER = _("Ask whoever made it for a file that has this put right.")
_AS_JSON = _("Save the answer of the partner’s address as it came, as .json or .ndjson.")
_WHOLE_RECORDS = _("Ask the partner’s address for whole records: full=true.")
_SAVE_AS = _("Open it in your spreadsheet program and save it as .xlsx or .csv.")
SENTENCES: dict[str, tuple[str | Promise, str | Promise]] = {
    "too-big": (_("The file is larger than %(most)d MB."), _("Divide it, or leave pictures out.")),
    "empty": (_("There is nothing in this file."), _("Choose the file with your rows.")),
    "no-rows": (_("This sheet has no rows."), _("Choose another sheet, or add rows below the headings.")),
    "not-a-sheet": (_("This is not a spreadsheet we can read."), _SAVE_AS),
    "wrong-extension": (_("The file is called .%(said)s, but it is %(really)s inside."), _SAVE_AS),
    "old-excel": (_("This is an old Excel file (.xls), which we do not read."), _SAVE_AS),
    "macros": (_("This workbook may hold programs (macros)."), _("Save it as .xlsx, which cannot.")),
    "encrypted": (_("The file is locked with a password."), _("Remove the password, save it, and upload it again.")),
    "truncated": (_("The file is damaged or was cut short."), _("Save it once more, and upload it again.")),
    "duplicate-entry": (_("The file holds two parts of the same name, which no spreadsheet program writes."), _SAVE_AS),
    "unsafe-name": (_("The file holds a part that points outside of it."), _SAVE_AS),
    "doctype": (_("The file holds instructions (DTD) that a spreadsheet has no use for."), _SAVE_AS),
    "ratio": (_("The file unpacks to far more than a spreadsheet of its size would."), _SAVE_AS),
    "unpacked": (_("The file unpacks to more than %(most)d MB."), _("Divide it, or clear formats of empty rows.")),
    "too-many-entries": (_("The file holds more than %(most)d parts."), _("Leave pictures and spare sheets out.")),
    "rows": (_("The sheet has more than %(most)d rows."), _("Divide it into several files.")),
    "columns": (_("Row %(row)d reaches beyond column %(most)d."), _("Delete columns that hold no facts.")),
    "cell": (_("Cell %(cell)s holds more than %(most)d letters."), _("Shorten it.")),
    "letters": (_("The cells of this sheet hold more than %(most)d letters together."), _("Divide it.")),
    "answer-bytes": (_("The text of this sheet takes more than %(most)d MB."), _("Divide it.")),
    "encoding": (_("The letters of this file cannot be read."), _("Save it as CSV in UTF-8, or as .xlsx.")),
    "quotes": (
        _("A quotation mark opened in row %(row)d is never closed."),
        _("Look at that row, or save the sheet as .xlsx."),
    ),
    "no-such-sheet": (
        _("There is no visible sheet of that name."),
        _("Choose one of the list, or show the hidden one."),
    ),
    "sheet-name": (_("The name of this sheet is longer than %(most)d letters."), _("Give it a shorter one.")),
    "all-hidden": (_("All sheets of this file are hidden."), _("Show the one you mean, save the file, and upload it.")),
    "too-slow": (_("The file takes too long to read."), _("Divide it, or save it as .csv.")),
    "not-now": (
        _("The site has no room to read a file just now."),
        _("Try again in some minutes, and tell whoever runs it if that does not help."),
    ),
    "too-much-memory": (_("The file needs too much memory to read."), _("Divide it, or save it as .csv.")),
    "no-organizations": (
        _("There is no organizations.csv in this package."),
        _(
            "A package of Open Referral HSDS 3 has one table for each kind of thing. A spreadsheet is brought as .xlsx or .csv."
        ),
    ),
    "table-again": (_("There are two tables called %(file)s in this package."), _ASK_PARTNER),
    "table-column": (_("In %(file)s there is no column “%(column)s”."), _ASK_PARTNER),
    "table-twice": (_("In %(file)s, row %(row)d: an earlier row has the same id."), _ASK_PARTNER),
    "table-cell": (
        _("In %(file)s, row %(row)d, column “%(column)s”: more than %(most)d letters."),
        _("Shorten it there, and pack the files again."),
    ),
    "table-quotes": (_("In %(file)s a quotation mark opened in row %(row)d is never closed."), _ASK_PARTNER),
    "table-encoding": (_("The letters of %(file)s cannot be read."), _("Ask whoever made it for UTF-8.")),
    "json": (_("Line %(row)d is not JSON."), _AS_JSON),
    "json-deep": (_("The objects in this file stand inside each other far too deep."), _ASK_PARTNER),
    "json-item": (_("Record %(row)d is neither an organization nor a service of HSDS."), _AS_JSON),
    "json-row": (
        _("Record %(row)d is a row of a table, and neither an organization nor a service of HSDS."),
        _("Take the same table as .csv or .xlsx."),
    ),
    "json-empty": (_("There is no record in this file."), _("Look whether the partner’s address finds anything.")),
    "json-service": (_("Record %(row)d is a service and does not say of which organization."), _WHOLE_RECORDS),
    "json-none": (_("No record in this file says which organization it is of."), _WHOLE_RECORDS),
}
_OF_PARTNERS = (".zip", ".json", ".ndjson", ".jsonl")


def is_of_partner(file_name: str) -> bool:
    """Whether a file is called like one in the shape of HSDS."""
    return file_name.casefold().endswith(_OF_PARTNERS)


class SheetFault(Exception):
    """`str()` of it is for whoever uploaded the file."""

    def __init__(self, code: str, *, is_of_partner: bool = False, **words: str | int) -> None:
        self.code = code
        sentence, remedy = SENTENCES[code]
        if is_of_partner and remedy is _SAVE_AS:
            remedy = _ASK_PARTNER
        super().__init__(f"{str(sentence) % words} {remedy}")
