"""Writes docs/metrics.md from the catalogue of metrics; a test compares the two."""

import os
from pathlib import Path
from typing import Any

PAGE = Path(__file__).resolve().parent.parent / "docs/metrics.md"
HEAD = """# Metrics

Every number has one definition, which the pages, the command line and the tests read. This page is made from
`src/penstock/metrics/catalogue/` by `make docs`.

```
penstock metrics KEY… [--from DAY --to DAY] [--as-of DAY] [--by DIM[,DIM]] [--where DIM=VALUE]…
    [--known-as-of DAY] [--format table|json|csv]
```

## How to read them

- **A period** is half-open: from 2017-01-01 to 2017-04-01 is the first quarter. Its days begin at midnight in the
  workspace's time zone. Without a period, everything up to now counts.
- **As of** a day means what was true when that day ended. What stands (open deals, values, deals in a stage) is read
  at that moment, else at the end of the period, else now. What happens (won, lost, entered, left) ends there at the
  latest.
- **Known as of** a day means by what was known when that day ended: without what was entered, corrected, undone or
  removed later. Names, teams and exchange rates are those of today, and so is when an activity was done. Together with
  **as of** it tells what was believed then of an earlier day.
- **What changed** (`pipeline_changes --by change`) leads from the opening to the closing value exactly, for every
  owner, stage or other group too; without `--by change` it is the difference of the two.
- **A deal is won or lost** in a period when it got that outcome in the period and had not left it before the period's
  end: once per period, at its last closing. By month or quarter, it stands in that of its last closing.
- **Owner, pipeline, stage, value and currency** are those of the moment that counts: the as-of moment, the period's
  end, or when the deal entered or left the stage; so is the **forecast category** that somebody had chosen. Deals
  that are *omitted* by it are left out of the forecast alone and count in every figure here. Team is the
  owner's team of today; source, product (the deal's first line item), company and type are the deal's of today.
- **Events at the same instant** are told apart by their order: a deal may visit a stage for no time at all, and that
  visit counts.
- **Days** are calendar days by the wall clock of the workspace: from midnight to midnight is a day, even when the
  clocks change. The time to the next stage is taken to the minute in the first day and to the hour after it.
- **What is usual** in a stage (the norms behind *slow* and *stuck*) is told in working days of the same visits. The two
  clocks never contradict one another: who waits longer waits longer by both, both add up over the parts of a stay, and
  calendar days without the free dates that a visit touches differ from its working days by less than two, which are the
  parts of its first and its last day.
- **Money** is in the workspace's currency: what stands at the rate of the as-of day, what happened at the rate of the
  closing day. Amounts without a rate are in no figure; they are named beside it (`left_out`).
- **Who asks** counts only the deals whose owner they may see, and those without an owner. Removed deals never count.
- **A plan** (`plan_attainment`, `plan_gap`, `pace_needed`) is of a period, so it wants `--from` and `--to`, and of
  owners, teams, pipelines and times only. A target whose days all lie in the period counts whole; of another it has the
  part that falls on its days, spread evenly over working days, less what shorter targets within it ask for. Who has no
  target of their own has what those beneath them have together. **As of** a day it is what was won by then against the
  whole period's plan. A team's plan includes the teams beneath it on the page of targets; `--by team` tells each team
  without them.
- **Working time** (`time_selling_share`, `time_desk_share`, `calls_a_day`, `adoption`) is of a period too, and of
  owners, teams and times only. It is that of everybody whom the asker may read, who may sign in and whose role may
  change deals, and of whoever did any of it; free days, a person's own days off and days that are still to come are no
  working days.
- **Work** on a deal stands in the pipeline and stage in which the deal stood when it was done, else entered.
- **The stage of the proposal** (`refusals_after_proposal`) is the one marked so in the settings of the pipeline. Where
  none is marked it is the first open stage whose name speaks of a proposal, an offer, a quote or a presentation.
- **Losses verified** (`losses_verified_share`) is what customers said after a loss, in a talk or by a link, while it
  stands; see [losses.md](losses.md). By `competitor` deals are told by whom their customers said they had chosen.
- **Needs** (`needs_found_share`) are those on the deal's page under *Learnt and agreed*. By `has_need` any figure of
  deals is told of those with a need found, before they closed, and of the others: `penstock metrics win_rate --by
  has_need`.
- **`n`** is the number of rows behind a figure. They can be opened on the page, and add up to the figure.

"""


def page() -> str:
    """The whole page."""
    from penstock.metrics.catalogue import METRICS

    dimensions = "## Dimensions\n\n| `--by`, `--where` | |\n|---|---|\n" + "".join(_dimension())
    metrics = "\n## The catalogue\n\n" + "\n".join(_section(metric) for metric in METRICS.values())
    return HEAD + dimensions + metrics


def _dimension() -> list[str]:
    from penstock.metrics.dimensions import DIMENSIONS

    lines = [f"| `{one.key}` | {one.name}{_only(one)} |\n" for one in DIMENSIONS.values()]
    return [*lines, "| `field.KEY` | A custom field of the deal |\n"]


def _only(dimension: Any) -> str:
    from penstock.metrics.catalogue import METRICS

    fitting = [f"`{one.key}`" for one in METRICS.values() if dimension.fits(one.rows)]
    others = [f"`{one.key}`" for one in METRICS.values() if not dimension.fits(one.rows)]
    shorter = f"only {', '.join(fitting)}" if len(fitting) < len(others) else f"not {', '.join(others)}"
    return f": {shorter}" if others else ""


def _section(metric: Any) -> str:
    told = {
        "Formula": metric.formula,
        "Unit": metric.unit,
        "One row is": metric.grain,
        "Clock": metric.clock,
        "Leaves out": metric.leaves_out,
        "Better": metric.better,
        "Example": metric.example,
    }
    lines = "".join(f"- {label}: {words}\n" for label, words in told.items())
    return f"### `{metric.key}`: {metric.name}\n\n{metric.sentence}\n\n{lines}"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "penstock.config.settings")
    import django

    django.setup()
    PAGE.write_text(page(), encoding="utf-8")
