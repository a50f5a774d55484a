"""Requisites are checked by their own arithmetic; wrong ones are named, not refused."""

import pytest

from penstock.companies.requisites import is_inn, is_kpp, is_uscc, requisite_warnings


@pytest.mark.parametrize("inn", ["7705260699", "890504303275"])
def test_a_right_inn_is_right(inn: str) -> None:
    assert is_inn(inn)


@pytest.mark.parametrize(
    "inn", ["0056123412", "2500000000", "181310839110", "600520144856", "770526069", "77052606990", "٧٧٠٥٢٦٠٦٩٩", ""]
)
def test_a_wrong_inn_is_wrong(inn: str) -> None:
    assert not is_inn(inn)


@pytest.mark.parametrize(
    ("uscc", "right"), [("91350100M000100Y43", True), ("91350100M000100Y44", False), ("9135", False)]
)
def test_a_credit_code_carries_a_check_character(uscc: str, right: bool) -> None:
    assert is_uscc(uscc) is right


@pytest.mark.parametrize(("kpp", "right"), [("770501001", True), ("7705AB001", True), ("77050100", False)])
def test_a_kpp_has_a_form(kpp: str, right: bool) -> None:
    assert is_kpp(kpp) is right


def test_only_filled_requisites_are_warned_about() -> None:
    assert requisite_warnings("7705260699", "", "") == {}
    assert set(requisite_warnings("2500000000", "1", "x")) == {"inn", "kpp", "uscc"}
