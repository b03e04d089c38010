"""Reading cells about places: a town, a country, a region of it, and lists of the places that are served."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from curation.sheets import values
from curation.sheets.reading import TOLD, RowReading
from curation.sheets.tidy import AND_OR, one_line
from directory import places
from directory.cells import bare, split
from directory.search.folding import fold

_BETWEEN_REGIONS = re.compile(rf"\s*[/&+]\s*|\s+{AND_OR}\s+")
# What our own sheets put before a region of a country whose regions we do not know: otherwise it may be a town.
_REGION_KEY = re.compile(r"region\s*:\s*(.+)", re.IGNORECASE)
# Those of the United States or of Canada, behind a town.
_POSTAL_CODE = re.compile(r"[,\s]\s?(?:(\d{5}(?:-\d{4})?)|([A-Z]\d[A-Z][ -]?\d[A-Z]\d))(?=$|\s*,)", re.IGNORECASE)
_NOT_IN_A_TOWN = re.compile(r"[\d/]")
Area = dict[str, str]


def town(row: RowReading, column: int, name: str, cell: str) -> None:
    """Read a town, with where it is and its postal code if it says so; what does not look like one is told."""
    cell = one_line(cell)
    if reach := row.sense.meanings.known["reach"].get(fold(cell)):
        _reach(row, column, reach, cell)
        sentence = _("“%(cell)s” is no town, so it was read as how far it reaches.")
        row.tell(TOLD, "no-town", column, sentence % {"cell": cell})
    elif not _NOT_IN_A_TOWN.search(cell):
        _town(row, column, name, cell)
    elif found := _without_code(row, cell):
        plain, land, code = found
        _town(row, column, name, plain, land)
        keep_postal_code(row, column, code)
    else:
        _town(row, column, name, cell)
        sentence = _("“%(cell)s” does not look like the name of one town.")
        remedy = _("Write the town alone. Other places and postal codes have columns of their own.")
        row.tell(TOLD, "odd-town", column, sentence % {"cell": cell}, remedy=remedy)


def keep_postal_code(row: RowReading, column: int, code: str) -> None:
    row.keep_as_note(column, code, _("%(code)s, kept as a note") % {"code": code})


def _without_code(row: RowReading, cell: str) -> tuple[str, str, str] | None:
    """Take the postal code off “Oakland, CA 94601” and say whose it is; None if there is none of the row’s country."""
    found = _POSTAL_CODE.search(cell)
    if not found:
        return None
    land = "US" if found[1] else "CA"
    # Others have codes of five digits too; those of Canada are nobody else’s.
    if row.said.get("country", land) != land or (found[1] and row.country not in ("", land)):
        return None
    plain = cell[: found.start()] + cell[found.end() :]
    city, _space, last = plain.rpartition(" ")
    if "," not in plain and last.isupper() and last in places.REGIONS[land]:
        plain = f"{city}, {last}"
    return plain, land, found[1] or found[2]


def _town(row: RowReading, column: int, name: str, cell: str, home: str = "") -> None:
    """Read “Reno”, “Reno, NV”, “Portland, OR, USA” or “Paris, France”. `home` is the country a postal code says."""
    city, comma, rest = cell.partition(",")
    found = _place_after_comma(row, rest.strip(), home) if comma else None
    if found is None:
        row.say(column, name, cell, cell)
        return
    told = {fact: row.said[fact] for fact in found if row.said.get(fact)}
    if told != {fact: found[fact] for fact in told}:
        sentence = _("“%(cell)s” is in another place than the row says elsewhere, so it stays as it is written.")
        row.tell(TOLD, "other-place", column, sentence % {"cell": cell}, remedy=_("Correct the town or the rest."))
        row.say(column, name, cell, cell)
        return
    row.said |= found
    row.say(column, name, city.strip(), places.place_name(row.said["country"], row.said.get("region", ""), city))
    if told != found:
        sentence = _("“%(cell)s” was read as a town and where it is.")
        row.tell(TOLD, "town-and-region", column, sentence % {"cell": cell})


def _place_after_comma(row: RowReading, rest: str, home: str) -> Area | None:
    """Read “NV”, “OR, USA” or “France”; None if it is none of them."""
    told, _comma, last = (part.strip() for part in rest.rpartition(","))
    land = values.country(last)
    if told and land and (region := values.region(land, told)):
        return {"country": land, "region": region}
    home = home or row.country or values.country_of_region(rest) or values.country_of_code(rest)
    if home and (region := values.region(home, rest)):
        return {"country": home, "region": region}
    if told or not land or (land != row.country and _is_region_somewhere(last)):
        return None
    return {"country": land}


def _is_region_somewhere(text: str) -> bool:
    """Whether a region has this name or code too: “GA” is Georgia as well as Gabon."""
    return any(values.region(code, text) for code in places.REGIONS)


def country(row: RowReading, column: int, name: str, cell: str) -> None:
    code = row.sense.meanings.find(name, cell)
    if code and code != values.NOTE:
        row.say(column, name, code, row.sense.meanings.labels[name][code])
    else:
        row.keep_unknown(column, name, one_line(cell))


def region(row: RowReading, column: int, name: str, cell: str) -> None:
    cell = one_line(cell)
    # “NV” says the country as “Nevada” does, or the same group would be in two places.
    if not row.country and (only := values.country_of_region(cell) or values.country_of_code(cell)):
        row.said["country"] = only
    land = row.country
    if land not in places.REGIONS:
        row.say(column, name, cell, cell)
        if not land:
            _tell_unchecked(row, column, cell)
        return
    asked = row.sense.meanings.asked.get(f"region-{land} {fold(cell)}", "")
    # In a column of states “México” is one of them, as lists of them call it.
    code = places.regions_by_name(land).get(fold(cell)) or (asked if asked in places.REGIONS[land] else "")
    if code:
        row.said.setdefault("country", land)
        row.say(column, name, code, places.region_name(land, code, row.sense.language))
    elif row.said.get("country") or asked or not _region_abroad(row, column, cell):
        _keep_unknown_region(row, column, land, cell)


def _region_abroad(row: RowReading, column: int, cell: str) -> bool:
    """Read what is no region of the country all rows are in by default, but a country or a region of only one other."""
    if code := values.country(cell):
        row.say(column, "country", code, places.country_name(code))
        return True
    if not (only := values.country_of_region(cell)):
        return False
    row.said["country"] = only
    code = values.region(only, cell)
    row.say(column, "region", code, places.place_name(only, code))
    sentence = _("“%(cell)s” was read as a region of %(country)s.")
    row.tell(TOLD, "region-abroad", column, sentence % {"cell": cell, "country": places.country_name(only)})
    return True


def _tell_unchecked(row: RowReading, column: int, cell: str) -> None:
    sentence = _("“%(cell)s” is kept as a state or region, but nobody can tell without a country whether it is one.")
    remedy = _("Say the country, in a column of its own or for the whole sheet.")
    row.tell(TOLD, "unchecked-region", column, sentence % {"cell": cell}, remedy=remedy)


def _keep_unknown_region(row: RowReading, column: int, land: str, cell: str) -> None:
    row.keep_as_note(column, cell)
    if row.sense.meanings.asked.get(f"region-{land} {fold(cell)}", "") == values.NOTE:
        return
    sentence = _("“%(cell)s” is not a state or region of %(country)s that we know, so it is kept as a note.")
    row.tell(
        TOLD,
        "unknown-value",
        column,
        sentence % {"cell": cell, "country": places.country_name(land)},
        remedy=_("Say what it means under “Words we did not know”."),
        key=f"region-{land}",
        sample=cell,
    )


def areas(row: RowReading, column: int, name: str, cell: str) -> None:
    pieces = split(cell, ";\n")
    if not row.has_room(column, name, len(pieces)):
        return
    for piece in pieces:
        reach = row.sense.meanings.find("reach", bare(piece))
        if reach and reach != values.NOTE:
            _reach(row, column, reach, bare(piece))
            continue
        found = _areas_of(row, piece)
        if not row.has_room(column, name, len(found) - 1):
            return
        for area in found:
            if not area["country"]:
                row.keep_as_note(column, bare(piece))
                continue
            row.parts.setdefault(name, []).append(area)
            row.show(column, places.place_name(**area))


def _reach(row: RowReading, column: int, reach: str, said: str) -> None:
    """Take “statewide” for how far it reaches, unless the row says something else of that."""
    if row.said.get("reach", reach) == reach:
        row.say(column, "reach", reach, row.sense.meanings.labels["reach"][reach])
    else:
        row.keep_as_note(column, said)


def _areas_of(row: RowReading, piece: str) -> list[Area]:
    """Read “town, region, country” from the end; a list of regions with commas between is one place each."""
    parts = [one_line(bare(part)) for part in split(piece, ",")] or [one_line(bare(piece))]
    said = _country_at_end(row, parts)
    parts = parts[:-1] if said else parts
    if not parts:
        return [_area(said)]
    land = said or row.country or values.country_of_region(parts[-1])
    if several := _regions_in(land, parts):
        return [_area(land, region) for region in several]
    if keyed := _REGION_KEY.fullmatch(parts[-1]):
        return [_area(land, values.region(land, keyed[1]) or keyed[1], ", ".join(parts[:-1]))]
    region = values.region(land, parts[-1])
    if region or (land and land not in places.REGIONS and len(parts) > 1):
        return [_area(land, region or parts[-1], ", ".join(parts[:-1]))]
    return [_area(land, "" if said or land != row.country else row.said.get("region", ""), ", ".join(parts))]


def _area(country: str, region: str = "", city: str = "") -> Area:
    return {"country": country, "region": region, "city": city}


def _country_at_end(row: RowReading, parts: Sequence[str]) -> str:
    """Return the country a place ends with. “CA” is California to a row from there, but Canada after “BC”."""
    found = values.country(parts[-1])
    if not found or found == row.country or (len(parts) > 1 and values.region(found, parts[-2])):
        return found
    if row.country:
        return "" if values.region(row.country, parts[-1]) else found
    return "" if len(parts[-1]) == len("CA") and _is_region_somewhere(parts[-1]) else found


def _regions_in(country: str, parts: Sequence[str]) -> list[str]:
    """Return the regions if it is a list of nothing else. “New York, NY” and “Nevada, MO” are towns."""
    named = [name for part in parts for name in _regions_named(country, part)]
    codes = [values.region(country, name) for name in named]
    if len(named) < 2 or not all(codes):  # noqa: PLR2004 (a list)
        return []
    known = places.REGIONS[country]
    first_and_rest = [name.upper() in known for name in parts]
    is_town = first_and_rest == [False, True] or (len(parts) > 1 and len(set(codes)) == 1)
    return [] if is_town else codes


def _regions_named(country: str, part: str) -> list[str]:
    """Cut “Nevada and Utah”, but not “Newfoundland and Labrador”."""
    return [part] if values.region(country, part) else _BETWEEN_REGIONS.split(part)
