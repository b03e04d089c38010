"""In a link and in the address of an open door a person is seen, and a page of a group or a street is left alone."""

import pytest

from curation.personal_addresses import at_an_open_door, in_a_link


@pytest.mark.parametrize(
    "url",
    [
        "https://social.example/maria.gonzalez.7755550142",
        "https://social.example/@maria-gonzalez",
        "https://example.org/staff/Rosa%20Mart%C3%ADnez",
        "https://example.org/team#jane-smith",
        "https://example.org/jane-smith.html",
        "https://www.linkedin.com/in/mgz-1b2c3d",
        "https://wa.me/17755550142",
        "https://example.org/call?number=775-555-0142",
        "https://example.org/write?to=maria.gonzalez@gmail.com",
    ],
)
def test_a_link_to_one_person_is_seen(url):
    assert in_a_link(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://lantern.example.org/",
        "https://example.org/about",
        "https://example.org/2024/05/12/decriminalization-now-1234567890",
        "https://social.example/lanterncollective/posts/10158123456789012",
        "https://example.org/charlotte-nc/victoria",
        "https://example.org/grace-house/hope-fund",
        "https://example.org/news/jane-smith-speaks-of-the-new-law",
        "https://example.org/write?to=info@example.org",
        "https://example.org/statement.pdf?v=20240512",
        "https://www.linkedin.com/company/lantern-collective",
    ],
)
def test_a_link_to_a_page_of_a_group_is_left_alone(url):
    assert not in_a_link(url)


def test_a_page_with_the_groups_own_name_is_left_alone():
    url = "https://network.example/members/rosa-parks"

    assert (in_a_link(url), in_a_link(url, names=["Rosa Parks Collective"])) == (True, False)


@pytest.mark.parametrize(
    ("address", "kinds"),
    [
        ("c/o Maria Gonzalez, apartment 3, 12 Elm Street", ["person", "address"]),
        ("12 Elm Street, Apt 3", ["address"]),
        ("Maria Gonzalez, 12 Elm Street", ["person"]),
        ("12 Elm Street, door code 4471", ["code"]),
        ("12 Elm Street, Reno", []),
        ("Suite 200, 12 Elm Street", []),
        ("Community Hall, 12 Don Pedro Avenue, 2nd floor", []),
        ("Calle Don Quijote 5", []),
        ("Harriet Tubman Center, 500 Main St", []),
    ],
)
def test_of_an_open_door_the_street_may_be_read_and_not_who_lives_there(address, kinds):
    assert [detail.kind for detail in at_an_open_door(address)] == kinds


def test_a_place_named_as_the_group_is_no_person():
    address = "Maria Lopez, 12 Elm Street"

    assert [detail.matched for detail in at_an_open_door(address)] == ["Maria Lopez"]
    assert at_an_open_door(address, names=["Maria Lopez"]) == []
