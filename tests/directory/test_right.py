"""The quick look at values finds wrong whatever Django's own look at them finds wrong, and says it in the same words."""

import itertools

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from curation.models import Submission
from directory import record, right
from directory.facts import WayFacts

NAMES = frozenset(record.COLUMNS)
VALUES = ["", None, True, False, "x", "x" * 41, "x" * 300, "\0", "organization", "US", "http://a.example.org", "ftp://a.example.org", "a@example.org", "a..b@example.org", "a b"]  # fmt: skip
PIECES = ("a", "-", ".", "1", "_", "+", "é", "example", "org", "/", "~")


def errors_of(look, *args, **given):
    try:
        look(*args, **given)
    except ValidationError as error:
        return error.message_dict
    return {}


def typed(name, value):
    """Give a value the type of its field, as whatever is checked has it; one that cannot have it stays away."""
    try:
        return Submission._meta.get_field(name).to_python(value)
    except ValidationError:
        return None


@pytest.mark.parametrize("name", sorted(NAMES - {"latitude", "longitude"}))
@pytest.mark.parametrize("value", VALUES)
def test_a_value_is_judged_as_django_judges_it(name, value):
    one, other = Submission(name="Lantern"), Submission(name="Lantern")
    for submission in (one, other):
        setattr(submission, name, typed(name, value))

    quick = errors_of(right.clean_fields, one, NAMES)

    assert quick == errors_of(
        other.clean_fields, exclude=[field.name for field in Submission._meta.fields if field.name not in NAMES]
    )


@pytest.mark.parametrize("degrees", [None, "12.34", "91", "1.234"])
def test_a_number_is_judged_as_django_judges_it(degrees):
    one = Submission(name="Lantern", latitude=Submission._meta.get_field("latitude").to_python(degrees))

    quick = errors_of(right.clean_fields, one, NAMES)

    assert ("latitude" in quick) == (degrees in ("91", "1.234"))


def test_only_the_fields_asked_about_are_looked_at():
    broken = Submission(name="", website="nothing")

    assert list(errors_of(right.clean_fields, broken, frozenset(["website"]))) == ["website"]


def test_what_is_plain_to_us_is_right_to_django():
    written = ["".join(parts) for parts in itertools.product(PIECES, repeat=3)]
    webs = [f"https://{one}.example.org/{other}" for one in written for other in ("", "a~b/", "//")]
    webs += [f"http://example.{one}" for one in written]
    mails = [f"{one}@example.org" for one in written] + [f"info@{one}.org" for one in written]

    plain_webs, plain_mails = list(filter(right.is_plain_web, webs)), list(filter(right.is_plain_mail, mails))
    for one in plain_webs:
        URLValidator()(one)
        assert forms.URLField(assume_scheme="https").clean(one) == one
    for one in plain_mails:
        validate_email(one)

    assert min(len(plain_webs), len(plain_mails)) > 100


def test_a_long_address_is_never_plain():
    assert not right.is_plain_web(f"https://{'a' * 60}.example.org/")
    assert not right.is_plain_mail(f"{'a' * 60}@example.org")


def test_a_way_without_a_kind_is_wrong():
    assert WayFacts._meta.abstract
    way = Submission.ways.rel.related_model(label="Chat")

    assert list(errors_of(right.clean_fields, way, frozenset(["kind", "label"]))) == ["kind"]
