"""How each stage converts lately, against its own past: what the hairlines in the board's heads say."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.metrics.asking import ask, ids_of, newest_closing
from penstock.metrics.question import MISSING
from penstock.pipelines.models import Stage
from penstock.ui import formats
from penstock.workspaces.actor import Actor

LATELY = 90
"""Days: what happened in them is compared with what happened in as many before."""

FEW = 20
"""With fewer deals than this a rate says nothing; we say how few there were."""

SURE = 1.96
"""A difference of so many standard errors is one that chance makes once in twenty times."""


@dataclass(frozen=True)
class Left:
    """How many deals left a stage in some days, forward or lost, and which share of them forward."""

    n: int = 0
    share: float = 0.0

    @property
    def is_few(self) -> bool:
        """Whether a rate would say nothing."""
        return self.n < FEW


@dataclass(frozen=True)
class Conversion:
    """A stage lately and before; ``url`` leads to the deals behind."""

    stage: Stage
    lately: Left
    before: Left
    until_on: date
    url: str

    @property
    def trend(self) -> str:
        """Up or down where the difference is hardly chance, else the same."""
        return "same" if self.lately.is_few or self.before.is_few else trend_of(self.lately, self.before)

    @property
    def words(self) -> str:
        """The whole of it in sentences."""
        told = {
            "stage": self.stage.name,
            "count": formats.number(self.lately.n),
            "share": formats.percent(self.lately.share),
            "days": LATELY,
            "day": formats.day(self.until_on - timedelta(days=1)),
        }
        if self.lately.is_few:
            sentence = ngettext(
                "Small sample: %(count)s deal left %(stage)s in the %(days)s days to %(day)s.",
                "Small sample: %(count)s deals left %(stage)s in the %(days)s days to %(day)s.",
                self.lately.n,
            )
            return sentence % told
        sentence = _("From %(stage)s %(share)s of %(count)s deals moved on in the %(days)s days to %(day)s.")
        return f"{sentence % told} {self._before_words()}"

    def _before_words(self) -> str:
        if self.before.is_few:
            return _("In the days before too few did anything to compare with.")
        told = {"share": formats.percent(self.before.share), "count": formats.number(self.before.n)}
        sentences = {
            "up": _("In as many days before it was %(share)s of %(count)s: it converts better now."),
            "down": _("In as many days before it was %(share)s of %(count)s: it converts worse now."),
            "same": _("In as many days before it was %(share)s of %(count)s: no clear change."),
        }
        return sentences[self.trend] % told

    def drawn(self) -> dict[str, Any]:
        """The same for ``ui/parts/hairline.html``."""
        return {
            "id": self.stage.pk,
            "conversion": self.lately.share,
            "conversion_words": self.words,
            "conversion_percent": round(100 * self.lately.share),
            "past_percent": None if self.before.is_few else round(100 * self.before.share),
            "trend": "few" if self.lately.is_few else self.trend,
            "conversion_url": self.url,
        }


def trend_of(lately: Left, before: Left) -> str:
    """Up or down where the difference of two shares is hardly chance (two proportions, pooled), else the same."""
    n, m = lately.n, before.n
    pooled = (lately.share * n + before.share * m) / (n + m)
    error = sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))
    difference = lately.share - before.share
    if abs(difference) <= SURE * error:
        return "same"
    return "up" if difference > 0 else "down"


def conversions(stages: list[Stage], by: Actor) -> list[Conversion]:
    """The stages' conversion in the days up to the newest closing, and in as many before; only open stages have one."""
    until_on = newest_closing(by) + timedelta(days=1)
    from_on = until_on - timedelta(days=LATELY)
    labels = {pk: label for label, pk in ids_of("stage", by=by).items()}
    lately = _left(from_on, until_on, by)
    before = _left(from_on - timedelta(days=LATELY), from_on, by)
    return [
        Conversion(
            stage, lately.get(label, Left()), before.get(label, Left()), until_on, _url(label, from_on, until_on)
        )
        for stage in stages
        if stage.is_open and (label := labels.get(stage.pk))
    ]


def _left(from_on: date, until_on: date, by: Actor) -> dict[str, Left]:
    rows = ask("stage_conversion", by=by, from_on=from_on, until_on=until_on, split=["stage"]).rows
    return {row.group[0] or MISSING: Left(row.n, float(row.value or 0)) for row in rows}


def _url(label: str, from_on: date, until_on: date) -> str:
    asked = {"metric": "stage_conversion", "period": "custom", "from": from_on.isoformat(), "to": until_on.isoformat()}
    return reverse("metrics:rows", query={**asked, "stage": label})
