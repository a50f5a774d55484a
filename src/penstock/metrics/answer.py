"""An answer: the figures by group, what was left out of them, and the rows behind them."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from penstock.metrics.catalogue.metric import Unit
from penstock.metrics.question import Question
from penstock.targets.models import Aim

Figure = int | float | Decimal | None


class Row(NamedTuple):
    """One figure, unrounded: its group (None where the value is missing) and how many rows are behind it."""

    group: tuple[str | None, ...]
    n: int
    value: Figure


class Behind(NamedTuple):
    """One row behind a figure: the deal, what it contributes (None: no rate), how it went and how many days it took.

    ``base`` is what the contribution is a part of, where the figure is a part of anything.
    """

    deal_id: int
    amount: int | float | Decimal | None
    outcome: str
    days: float | None
    base: int | float | Decimal | None = None


@dataclass(frozen=True)
class Answer:
    """What a question came to; ``left_out`` are the amounts by currency that no rate could convert."""

    question: Question
    currency: str
    rows: tuple[Row, ...]
    left_out: dict[str, Decimal] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """The unit in words for a script: money by its currency."""
        names = {Unit.MONEY: self.currency, Unit.MONEY_A_DAY: f"{self.currency}/day"}
        return names.get(self.question.metric.unit, str(self.question.metric.unit))

    @property
    def value(self) -> Figure:
        """The figure of a question that was not split."""
        return self.rows[0].value

    def as_json(self) -> dict[str, Any]:
        """The form that command line and API print."""
        question = self.question
        by = [dimension.key for dimension in question.by]
        told: dict[str, Any] = {
            "metric": question.metric.key,
            "unit": self.unit,
            "from": _iso(question.from_on),
            "to": _iso(question.until_on),
            "as_of": _iso(question.as_of),
            "by": by,
            "rows": [
                {**dict(zip(by, row.group, strict=True)), "n": row.n, "value": plain(row.value)} for row in self.rows
            ],
        }
        if question.metric.plan and question.aim != Aim.REVENUE:
            told["target_metric"] = question.aim.value
        if question.known_as_of:
            told["known_as_of"] = _iso(question.known_as_of)
        if self.left_out:
            told["left_out"] = {currency: plain(amount) for currency, amount in self.left_out.items()}
        return told


def plain(value: Figure) -> int | float | None:
    """A number as JSON has it."""
    return float(value) if isinstance(value, Decimal) else value


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None
