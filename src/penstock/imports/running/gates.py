"""Gates: rows of deals that lack what their stage asks are refused, unless a person takes them as they were."""

from django.utils.translation import gettext as _

from penstock.common.errors import Missing
from penstock.deals.actions.ingest_deals import DealHistory, missing_of_histories
from penstock.deals.gates.passing import missing_on_ways, sentence_of
from penstock.deals.models import Deal, StageRule
from penstock.imports.drafting.drafts import Draft
from penstock.imports.drafting.survey import TableSurvey
from penstock.imports.models import Import
from penstock.imports.running.run import Run
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor

CHOICE = "as_it_happened"
"""The choice of a person who takes what the files tell past the rules of stages."""


def override_of(one: Import) -> str:
    """The reason that stands with each deal taken past a rule; empty where that was not chosen."""
    return _("Imported as it happened.") if one.choices.get(CHOICE) else ""


def refuse_unready(run: Run, table: TableSurvey, news: dict[str, DealHistory], drafts: dict[str, Draft]) -> None:
    """Take the histories that may not stand where they end out of the block."""
    if not news or override_of(run.record):
        return
    for key, missing in zip(list(news), missing_of_histories(list(news.values()), run.by), strict=True):
        if missing:
            _refuse(run, table, drafts[key], missing, news.pop(key).steps[-1].stage)


def refuse_unready_ways(
    run: Run, table: TableSurvey, deals: dict[int, Deal], pairs: dict[int, tuple[DealHistory, Draft]]
) -> None:
    """The same for deals that are here and would stand elsewhere."""
    if not pairs or override_of(run.record):
        return
    ways = [(deals[pk], history.steps[-1].stage) for pk, (history, _draft) in pairs.items()]
    for (deal, after), missing in zip(ways, missing_on_ways(ways, run.by), strict=True):
        if missing:
            _refuse(run, table, pairs.pop(deal.pk)[1], missing, after)


def stages_ask(by: Actor) -> bool:
    """Whether any stage of the workspace asks anything."""
    return StageRule.objects.of(by).filter(retired_at__isnull=True).exists()


def note(run: Run) -> list[str]:
    """A word on it for the proposal, where it matters."""
    if override_of(run.record) or not stages_ask(run.by):
        return []
    return [_("Stages here ask something of deals: rows that lack it will be refused, each with what it lacks.")]


def _refuse(run: Run, table: TableSurvey, draft: Draft, missing: list[Missing], stage: Stage) -> None:
    run.refuse("deal", table, draft, sentence_of(missing, stage))
