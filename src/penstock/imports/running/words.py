"""Words of the process that rows bring along: sources, loss reasons and tags, made when they are new."""

from penstock.deals.models import Tag
from penstock.imports.drafting.names import trim_name
from penstock.imports.running.run import Run
from penstock.pipelines.actions import add_loss_reason, add_source
from penstock.pipelines.models import LossReason, Source


def source_id(run: Run, name: str) -> int:
    """The source of this name."""
    known = _known(run, "source", Source)
    key = trim_name(name)[:120]
    if key not in known:
        known[key] = add_source(name, by=run.by).pk
    return known[key]


def loss_reason_id(run: Run, name: str) -> int:
    """The loss reason of this name."""
    known = _known(run, "loss_reason", LossReason)
    key = trim_name(name)[:120]
    if key not in known:
        known[key] = add_loss_reason(name, by=run.by).pk
    return known[key]


def tag_ids(run: Run, names: list[str]) -> list[int]:
    """The tags of these names."""
    if not names:
        return []
    known = _known(run, "tag", Tag)
    for name in names:
        if trim_name(name)[:60] not in known:
            known[trim_name(name)[:60]] = Tag.objects.insert([Tag(workspace=run.by.workspace, name=name[:60])])[0].pk
    return list(dict.fromkeys(known[trim_name(name)[:60]] for name in names))


def _known(run: Run, kind: str, model: type[Source] | type[LossReason] | type[Tag]) -> dict[str, int]:
    if kind not in run.words:
        rows = model.objects.of(run.by).values_list("name", "pk")
        run.words[kind] = {trim_name(name): pk for name, pk in rows}
    return run.words[kind]
