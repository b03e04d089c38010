"""A coalition's data person brings a sheet by keyboard alone: from the desk to the queue, and back again."""

import pytest
from django.urls import reverse

from curation.models import Batch, Submission
from tests import factories
from tests.curation.sheets import bringing, files
from tests.journeys.keys import step_to

pytestmark = pytest.mark.django_db(transaction=True)
NOTES = [["What we asked"], ["Who is still open?"]]
GROUPS = [
    ["Group", "Web", "Town", "State", "Works on", "Remarks"],
    ["Ember House", "ember.example.org", "Reno", "NV", "housing", ""],
    ["Copper House", "nope", "Elko", "NV", "housing", ""],
    ["Night Gardens Collective", "", "Sparks", "NV", "housing", ""],
    ["Lantern Union", "lantern.example.org", "Sparks", "NV", "housing", ""],
    ["Old Line", "oldline.example.org", "Sparks", "NV", "housing", ""],
]


@pytest.fixture
def by_keys(new_page, let_in):
    """A page at the desk of a coalition's member, which does what is said by keys and notes what was badly seen."""
    page = new_page(width=1280)
    # Somebody listens from the start: a browser told only now that files are chosen here may show its own window first.
    page.on("filechooser", lambda _chooser: None)
    let_in(page, bringing.coalition("valley-net"))
    return ByKeys(page)


class ByKeys:
    def __init__(self, page):
        self.page, self.unseen = page, []

    def to(self, name="", **given):
        self.unseen += step_to(self.page, name, **given)

    def press(self, name="", key="Enter", **given):
        """Press what leads to another page, and wait for that."""
        self.to(name, **given)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)


def test_a_sheet_is_brought_looked_through_sent_and_taken_back_by_keys_alone(by_keys, tmp_path):
    factories.organization(name="Night Garden Collective", city="Reno")
    sheet = tmp_path / "groups.xlsx"
    sheet.write_bytes(files.xlsx(NOTES, Reno=GROUPS))
    page = by_keys.page
    page.goto(reverse("admin:index"))

    by_keys.press("Bring a spreadsheet")
    by_keys.to(id_="file")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Enter")
    chooser.value.set_files(sheet)
    by_keys.press("Upload")

    # The first sheet is chosen; it is not the one that has the groups.
    by_keys.to("Groups")
    page.keyboard.press("ArrowDown")
    by_keys.press("Read this sheet")

    by_keys.to("Meaning of column F")
    page.keyboard.type("Leave out")
    by_keys.to("Country of rows that name none")
    page.keyboard.type("United States of")
    by_keys.press("Check the rows")
    batch = Batch.objects.get()
    assert (batch.mapping[5], batch.default_country) == ("private", "US")
    assert bringing.statuses(batch) == {2: "new", 3: "fix", 4: "duplicate", 5: "new", 6: "new"}

    # A cell is put right in the list, two rows are left out, and one of them is put in again.
    by_keys.to(id_="cell-3-1")
    page.keyboard.press("Control+A")
    page.keyboard.type("copper.example.org")
    by_keys.press("Save what I typed")
    for number in (5, 6):
        by_keys.to(f"Row {number}")
        page.keyboard.press("Space")
    by_keys.press("Leave out what is ticked")
    by_keys.to("Row 5")
    page.keyboard.press("Space")
    by_keys.press("Include what is ticked")
    assert bringing.statuses(batch) == {2: "new", 3: "new", 4: "duplicate", 5: "new", 6: "excluded"}

    by_keys.press("Night Gardens Collective")
    by_keys.press("Another group: send it as new")
    assert bringing.row(batch, 4).status == "new"

    by_keys.press("groups.xlsx")
    by_keys.to(id_="attests")
    page.keyboard.press("Space")
    by_keys.press("Send 4 rows")
    page.get_by_text("No row is ready to be sent.").wait_for()
    assert set(Submission.objects.exclude(state="published").values_list("name", "state")) == {
        (name, "waiting") for name in ("Ember House", "Copper House", "Night Gardens Collective", "Lantern Union")
    }

    by_keys.to("Take back, or close")
    page.keyboard.press("Enter")
    by_keys.press("Take back what was sent")
    page.get_by_role("heading", name="4 rows taken back").wait_for()
    assert not Submission.objects.filter(state="waiting").exists()
    assert by_keys.unseen == []
