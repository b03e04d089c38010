"""The time zone of a place, only where the place can be in no other."""

from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from directory.choices import Reach
from directory.models import Organization
from directory.near import town_of

# Beyond a town or a state, a time in words is not sure to be that of the place.
AT_HOME = ("", Reach.LOCAL, Reach.STATE)
EAST, MIDDLE, MOUNTAIN, WEST = "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles"
# Regions that are in one zone, by country.
_WHOLE = {
    "US": {
        EAST: "CT DE DC GA ME MD MA NH NJ NY NC OH PA RI SC VT VA WV", MIDDLE: "AR IL IA LA MN MS MO OK WI",
        MOUNTAIN: "CO MT NM UT WY", WEST: "CA WA", "Pacific/Honolulu": "HI", "America/Puerto_Rico": "PR VI",
        "Pacific/Guam": "GU MP", "Pacific/Pago_Pago": "AS",
    },
    "CA": {"America/Edmonton": "AB", "America/Winnipeg": "MB", "America/Moncton": "NB", "America/Halifax": "NS PE", "America/Whitehorse": "YT"},
    "AU": {"Australia/Sydney": "ACT", "Australia/Melbourne": "VIC", "Australia/Brisbane": "QLD", "Australia/Hobart": "TAS", "Australia/Darwin": "NT"},
    "MX": {
        "America/Mexico_City": "AGU CHP CMX COL GRO GUA HID JAL MEX MIC MOR OAX PUE QUE SLP TAB TLA VER ZAC",
        "America/Cancun": "ROO", "America/Mazatlan": "BCS SIN", "America/Merida": "CAM YUC", "America/Monterrey": "DUR",
        "America/Tijuana": "BCN",
    },
}  # fmt: skip


class Side(NamedTuple):
    """Where towns of a region are well on one side of the border of zones in it, in degrees."""

    zone: str
    south: float = -90
    north: float = 90
    west: float = -180
    east: float = 180

    def holds(self, latitude: float, longitude: float) -> bool:
        return self.south < latitude < self.north and self.west < longitude < self.east


_SIDES = {
    ("US", "AK"): [Side("America/Anchorage", west=-168, east=-129)],
    # East of it some towns live by the clock of Georgia.
    ("US", "AL"): [Side(MIDDLE, east=-85.6)],
    # North of it is the Navajo Nation, which keeps summer time.
    ("US", "AZ"): [Side("America/Phoenix", north=34.7)],
    ("US", "FL"): [Side(EAST, west=-84.5), Side(MIDDLE, east=-85.6)],
    ("US", "ID"): [Side("America/Boise", north=44.8), Side(WEST, south=46.2)],
    ("US", "IN"): [Side("America/Indiana/Indianapolis", west=-86.2, south=38.6)],
    ("US", "KS"): [Side(MIDDLE, west=-100)],
    ("US", "KY"): [Side(EAST, west=-84.9), Side(EAST, west=-85.9, south=37.9), Side(MIDDLE, east=-87)],
    ("US", "MI"): [Side("America/Detroit", west=-87)],
    ("US", "ND"): [Side(MIDDLE, west=-99)],
    ("US", "NE"): [Side(MIDDLE, west=-99)],
    ("US", "NV"): [Side(WEST, east=-114.5, north=41.7)],
    ("US", "OR"): [Side(WEST, east=-118.6)],
    ("US", "SD"): [Side(MIDDLE, west=-99), Side(MOUNTAIN, east=-102.5)],
    ("US", "TN"): [Side(EAST, west=-84.6), Side(MIDDLE, east=-86)],
    ("US", "TX"): [Side(MIDDLE, west=-104)],
    ("CA", "BC"): [Side("America/Vancouver", east=-121, north=55)],
    ("CA", "ON"): [Side("America/Toronto", west=-85)],
    ("CA", "QC"): [Side("America/Toronto", east=-68)],
    ("AU", "NSW"): [Side("Australia/Sydney", west=143, east=155)],
    ("AU", "SA"): [Side("Australia/Adelaide", west=132)],
    ("AU", "WA"): [Side("Australia/Perth", east=123)],
    # Along its border with the United States towns keep the clock of the other side.
    ("MX", "CHH"): [Side("America/Chihuahua", north=29.2)],
    ("MX", "COA"): [Side("America/Monterrey", north=27.2)],
    ("MX", "NLE"): [Side("America/Monterrey", north=26.8)],
    ("MX", "SON"): [Side("America/Hermosillo", west=-114.3)],
    ("MX", "TAM"): [Side("America/Monterrey", north=25)],
    # South of it is Bahía de Banderas, with the clock of Jalisco.
    ("MX", "NAY"): [Side("America/Mazatlan", south=21.1)],
}
_REGIONS = {
    (country, region): zone for country, told in _WHOLE.items() for zone, known in told.items() for region in known.split()
}  # fmt: skip


def zone_of(organization: Organization) -> str:
    """Return the IANA name of the zone a listed group is in, or nothing."""
    if organization.reach not in AT_HOME:
        return ""
    country, region = organization.country, organization.region
    whole = _REGIONS.get((country, region)) or _of_countries().get(country, "")
    if whole or (country, region) not in _SIDES:
        return whole
    where = town_of(country, region, organization.city)
    return next((side.zone for side in _SIDES[country, region] if where and side.holds(*where)), "")


@cache
def _of_countries() -> dict[str, str]:
    """Return the zone of each country that has only one, by the list that comes with the zones."""
    found = defaultdict(set)
    for line in (files("tzdata") / "zoneinfo" / "zone.tab").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            country, _where, zone, *_remarks = line.split("\t")
            found[country].add(zone)
    return {country: zones.pop() for country, zones in found.items() if len(zones) == 1}
