"""Whether open deals hold all that the gates up to their stage require to be filled in, and what is missing most."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from penstock.boards.filters.picked import picked_url
from penstock.common.errors import Missing
from penstock.deals.gates.kinds.fields import FieldsKind
from penstock.deals.gates.passing import judge_deals
from penstock.deals.gates.rules import Step, rules_of
from penstock.deals.models import Deal
from penstock.metrics.asked import Asked
from penstock.pipelines.models import Stage
from penstock.pipelines.queries import stages_in_use
from penstock.reports.open_now import filtered
from penstock.reports.tables import Cell, Head, Line, Table
from penstock.ui import formats
from penstock.workspaces.actor import Actor

MOST = 1000
"""So many of the largest open deals are judged: each is read with its company and contacts."""


@dataclass
class Filled:
    """The deals of a stage: all that were judged, those that lack something, and how often each thing lacks."""

    deals: list[int] = field(default_factory=list)
    lacking: list[int] = field(default_factory=list)
    missing: Counter[str] = field(default_factory=Counter)


def required_fields(asked: Asked, by: Actor) -> Table | None:
    """A line for every stage; None of a past day, and where no gate requires a field."""
    deals = filtered(asked, by)
    if deals is None:
        return None
    rows = list(deals.select_related("stage__pipeline", "company").order_by("-value", "pk")[:MOST])
    found: dict[Stage, Filled] = {}
    for deal, missing in _judged(rows, by):
        one = found.setdefault(deal.stage, Filled())
        one.deals.append(deal.pk)
        if missing:
            one.lacking.append(deal.pk)
        one.missing.update({each.sentence for each in missing})
    if not found:
        return None
    ordered = sorted(found, key=lambda stage: (stage.pipeline.order, stage.pipeline_id, stage.order, stage.pk))
    lines = [_line(stage, found[stage], several=len({one.pipeline_id for one in ordered}) > 1) for stage in ordered]
    return Table("required", _title(found), _("Stage"), _heads(), lines, _note(len(rows)))


def _judged(deals: Sequence[Deal], by: Actor) -> list[tuple[Deal, list[Missing]]]:
    """What each deal lacks of the fields that the gates up to its stage want, of pipelines that want any."""
    told = []
    for pipeline in {deal.pipeline_id for deal in deals}:
        rules = [rule for rule in rules_of(by, pipeline) if rule.kind == FieldsKind.key and not rule.held]
        here = [deal for deal in deals if deal.pipeline_id == pipeline]
        if rules:
            stages = list(stages_in_use(by, pipeline))
            steps = {deal.pk: Step.of(None, deal.stage, by, stages) for deal in here}
            missing = judge_deals(rules, here, steps, by)
            told += [(deal, missing.get(deal.pk, [])) for deal in here]
    return told


def _line(stage: Stage, one: Filled, *, several: bool) -> Line:
    share = 1 - len(one.lacking) / len(one.deals)
    most = one.missing.most_common(1)
    words = most[0][0] if most else ""
    cells = [
        Cell(formats.number(len(one.deals)), len(one.deals), url=picked_url(one.deals)),
        Cell(formats.number(len(one.lacking)), len(one.lacking), url=picked_url(one.lacking) if one.lacking else ""),
        Cell(formats.fixed_percent(share, 1), share, percent=round(100 * share)),
        Cell(words, words),
    ]
    return Line(stage.name, cells, stage.pipeline.name if several else "")


def _heads() -> list[Head]:
    return [
        Head("deals", _("Open deals")),
        Head("lacking", _("Without a required field")),
        Head("share", _("All required fields filled in")),
        Head("most", _("Missing most often"), is_words=True),
    ]


def _title(found: dict[Stage, Filled]) -> str:
    whole = sum(len(one.deals) for one in found.values())
    filled = whole - sum(len(one.lacking) for one in found.values())
    told = {"share": formats.percent(filled / whole), "count": formats.number(whole)}
    return _("%(share)s of %(count)s open deals have all required fields") % told


def _note(looked_at: int) -> str:
    words = _("What the gates of all stages up to the deal’s own require, as it is now.")
    if looked_at < MOST:
        return words
    return f"{words} " + _("Of the %(count)s largest open deals.") % {"count": formats.number(MOST)}
