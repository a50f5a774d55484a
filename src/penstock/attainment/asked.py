"""What the address of a page of targets asks for: of what, when, in which pipeline, and as of which day."""

from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from penstock.common.errors import Refused
from penstock.targets.models import Aim
from penstock.targets.periods import Period, PeriodKind, read_period


@dataclass(frozen=True)
class Asked:
    """A page's aim, period, pipeline (None: all) and day (None: now)."""

    aim: Aim
    when: Period
    pipeline: int | None = None
    as_of: date | None = None

    @property
    def query(self) -> str:
        """The address's query."""
        told = {"metric": self.aim.value, "period": str(self.when), "pipeline": self.pipeline, "as_of": self.as_of}
        return "?" + urlencode([(name, str(value)) for name, value in told.items() if value])

    def other(self, **changes: object) -> str:
        """The query of the same page with something else."""
        changed = replace(self, **changes)  # type: ignore[arg-type]
        return changed.query if changed.aim.is_of_deals else replace(changed, pipeline=None).query


def read(params: QueryDict, today: date) -> Asked:
    """What is asked for; what makes no sense is passed over. Who names no period gets the month of the day."""
    aim = Aim(str(params["metric"])) if params.get("metric") in Aim.values else Aim.REVENUE
    pipeline = params.get("pipeline", "")
    number = int(pipeline) if pipeline.isascii() and pipeline.isdigit() and len(pipeline) < 16 else None
    as_of = _day(params.get("as_of"))
    return Asked(aim, _period(params, as_of or today), number if aim.is_of_deals else None, as_of)


def _period(params: QueryDict, today: date) -> Period:
    try:
        return read_period(str(params["period"]))
    except (KeyError, Refused):
        return Period.around(PeriodKind.MONTH, today)


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
