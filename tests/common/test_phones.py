"""Phones are compared in one form, however people write them."""

import pytest

from penstock.common.phones import read_phone, shown_phone


@pytest.mark.parametrize(
    ("written", "region", "normal", "extension"),
    [
        ("8 (912) 345-67-89", "RU", "+79123456789", ""),
        ("8107 912 345 67 89", "RU", "+79123456789", ""),
        ("8-10-7-912-3456789", "RU", "+79123456789", ""),
        ("+7 495 123-45-67 доб. 12", "RU", "+74951234567", "12"),
        ("(650) 253-0000 x12", "US", "+16502530000", "12"),
        ("010 8888 8888转12", "CN", "+861088888888", "12"),
        ("+44 20 7946 0000", "RU", "+442079460000", ""),
        ("12-34", "RU", "1234", ""),
        ("nobody", "RU", "", ""),
    ],
)
def test_a_phone_is_read_as_its_region_writes_it(written: str, region: str, normal: str, extension: str) -> None:
    phone = read_phone(written, region)
    assert (phone.normal, phone.extension) == (normal, extension)


def test_a_normal_number_is_shown_in_groups_and_anything_else_as_it_is() -> None:
    assert shown_phone("+79123456789") == "+7 912 345-67-89"
    assert shown_phone("1234") == "1234"
