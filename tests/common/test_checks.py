"""Plain facts are kept in one form, and links that could run code are none."""

from decimal import Decimal

import pytest

from penstock.common.checks import amount, safe_link, web_address
from penstock.common.errors import Refused


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "JavaScript://x.y/%0aalert(1)", "data:text/html,x", "http://", "a b.c", "//x"]
)
def test_an_address_that_could_run_code_or_leads_nowhere_is_no_link(address: str) -> None:
    assert safe_link(address) == ""
    with pytest.raises(Refused):
        web_address(address)


def test_an_address_may_come_without_its_scheme() -> None:
    assert safe_link("example.com/about") == "https://example.com/about"
    assert web_address(" example.com ") == "example.com"


@pytest.mark.parametrize("wrong", ["NaN", "Infinity", "-1", "1e400", "abc"])
def test_an_amount_is_a_number_that_fits(wrong: str) -> None:
    with pytest.raises(Refused):
        amount(wrong)
    assert amount("12.345") == Decimal("12.35")
