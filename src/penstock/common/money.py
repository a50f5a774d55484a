"""Money: exact amounts with a currency, counted in cents where they are added up."""

from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
LARGEST = Decimal("9999999999999.99")


def rounded(amount: Decimal) -> Decimal:
    """An amount in whole cents, half up."""
    return amount.quantize(CENT, rounding=ROUND_HALF_UP)


def cents(amount: Decimal) -> int:
    """An amount as a whole number of cents."""
    return int(rounded(amount) * 100)
