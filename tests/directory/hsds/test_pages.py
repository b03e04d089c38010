"""The pages that tell people of our data name everything there is, and what they name is there."""

import csv
import io
import re
from html import unescape

import pytest
from django.test import Client

from directory.columns import COLUMNS, Shape
from directory.hsds.dictionary import THINGS

pytestmark = pytest.mark.django_db


def page(address):
    return unescape(Client().get(address).content.decode())


def test_the_page_of_open_data_offers_the_feed_and_a_list_to_show_elsewhere():
    told = page("/open-data/")

    assert 'href="/groups.atom"' in told
    shown = re.search(
        r'<iframe src="http://testserver(/[^"]+)" title="[^"]+" width="100%" height="480"></iframe>', told
    )
    answer = Client().get(shown[1])
    assert (answer.status_code, "frame-ancestors *" in answer.headers["Content-Security-Policy"]) == (200, True)


def test_the_page_of_fields_says_of_what_type_each_is_and_what_it_may_say():
    told = page("/hsds/profile")

    for thing in THINGS.values():
        section = told[told.index(f'id="{thing.name}"') :].partition("</section>")[0]
        for field in thing.columns:
            row = re.search(rf'<th scope="row"><code>{field.name}</code></th><td>(.*?)</td>', section)[1]
            codes = re.findall(r"<code>(.*?)</code>", row)
            assert codes == [field.kind.value, *field.values], (thing.name, field.name)


def test_the_page_of_fields_names_every_column_of_the_flat_tables():
    told = page("/hsds/profile").partition('id="columns"')[2]
    [headings] = csv.reader(io.StringIO(Client().get("/groups.csv").getvalue().decode("utf-8-sig")))

    assert re.findall(r'<th scope="row">(.*?)</th>', told) == headings
    assert "One of: Organization, Local group, Network, Fund." in told
    assert told.count("One of:") == len([column for column in COLUMNS if column.shape is Shape.CHOICE])
