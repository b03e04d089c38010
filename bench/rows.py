"""Invented groups as a coalition's sheet would have them: the same for the same number, each unlike the others."""

import io
import random

from openpyxl import Workbook

HEADINGS = [
    "Organization", "Short name", "Website", "E-mail", "Telephone", "City", "State", "Country", "Focus areas",
    "Languages", "What they do", "Hotline", "Notes",
]  # fmt: skip
FIRST = [
    "Harbor",
    "Lantern",
    "Desert",
    "River",
    "Willow",
    "Night",
    "Morning",
    "Copper",
    "Cedar",
    "Violet",
    "Marigold",
    "Ember",
    "Juniper",
    "Coral",
    "Prairie",
]
SECOND = [
    "Light",
    "Voices",
    "Garden",
    "Circle",
    "Union",
    "Kitchen",
    "Table",
    "Bridge",
    "Door",
    "Thread",
    "Garden",
    "Signal",
    "Porch",
    "Clinic",
    "Drum",
]
THIRD = [
    "Collective",
    "Alliance",
    "Project",
    "Network",
    "Sisters",
    "Workers",
    "Coalition",
    "House",
    "Group",
    "Fund",
    "Mutual",
    "Outreach",
]
TOWNS = [
    ("Tampa", "FL"),
    ("Reno", "NV"),
    ("Tucson", "AZ"),
    ("Atlanta", "Georgia"),
    ("Portland", "OR"),
    ("Queens", "New York"),
]
AREAS = ["Connection and care", "housing", "Economic justice", "decrim", "Family and youth justice"]
DOES = [
    "rides to court",
    "a legal clinic",
    "meals",
    "a warm line",
    "a writing group",
    "help with papers",
    "a rent fund",
]


def rows(count: int) -> list[list[object]]:
    told = random.Random(count)  # noqa: S311 (invented, and the same each time)
    return [_row(number, told) for number in range(count)]


def _row(number: int, told: random.Random) -> list[object]:
    name = f"{told.choice(FIRST)} {told.choice(SECOND)} {told.choice(THIRD)} {number:05d}"
    town, state = told.choice(TOWNS)
    host = f"group-{number}.example.org"
    does = told.sample(DOES, 3)
    return [
        name,
        "".join(word[0] for word in name.split()[:3]),
        f"https://{host}/",
        f"info@{host}",
        7755500000 + number,
        town,
        state,
        "USA",
        "; ".join(told.sample(AREAS, 2)),
        "English, Spanish" if number % 3 else "English",
        f"Peer support in {town}: {does[0]}, {does[1]} and {does[2]}, {told.randint(1, 6)} days a week.",
        f"+1 775 {told.randint(200, 999)} {told.randint(1000, 9999)} | when: evenings" if number % 4 == 0 else "",
        f"Seen at the gathering of {told.randint(2019, 2026)}." if number % 5 == 0 else "",
    ]


def workbook(count: int) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Groups")
    sheet.append(HEADINGS)
    for row in rows(count):
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()
