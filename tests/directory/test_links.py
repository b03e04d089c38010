"""Where a link goes is said in words, whatever the link looks like."""

import pytest

from directory.dialling import sms, tel
from directory.templatetags.links import domain


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://www.example.org/a/b?c=d", "example.org"),
        ("https://user@sub.example.org:8443/", "sub.example.org"),
        ("https://wwwx.example.org/", "wwwx.example.org"),
        ("not a link", ""),
        ("https://[broken/", ""),
        ("", ""),
    ],
)
def test_a_link_is_named_by_its_host(url, words):
    assert domain(url) == words


@pytest.mark.parametrize(
    ("number", "dialled"),
    [
        ("+1 (702) 555-0100", "+17025550100"),
        ("702.555.0100 ext. 3", "7025550100"),
        ("020 7946 0018 x12", "02079460018"),
        ("+44 (0)20 7946 0018", "+442079460018"),
        ("+49(0)30 123456", "+4930123456"),
        ("+39 (0)6 698 1234", "+39066981234"),
        ("(0)20 7946 0018", "02079460018"),
        ("1-800-FLOWERS", "18003569377"),
        ("1-800-FIX-ITUP", "18003494887"),
        ("Tel: 702 555 0100", "7025550100"),
        ("702-555-0100 (voice)", "7025550100"),
        ("٠٢٠", ""),
        ("", ""),
    ],
)
def test_a_number_is_dialled_without_signs_or_extension(number, dialled):
    assert tel(number) == dialled


@pytest.mark.parametrize(
    ("number", "texted"),
    [("702-555-0100", "7025550100"), ("702-555-0100 ext. 3", ""), ("1-800-FIX-ITUP", "18003494887")],
)
def test_only_a_number_without_extension_is_texted(number, texted):
    assert sms(number) == texted
