"""Running an import: step by step, block by block; each block is committed whole, so it can stop and go on."""

from collections import Counter
from contextlib import suppress

from django.db import transaction
from django.utils.translation import gettext as _

from penstock.attention.actions import learn_norms
from penstock.common import clock
from penstock.common.collector import collector_at_rest
from penstock.common.errors import Problem
from penstock.common.statistics import refresh_statistics
from penstock.imports.events import ImportFinished
from penstock.imports.files import throw_away
from penstock.imports.models import Import, ImportState
from penstock.imports.running.preparing import prepare, run_of
from penstock.imports.running.run import Run
from penstock.imports.running.steps import Step, Whole, steps_of
from penstock.journal.recording import record
from penstock.workspaces.actor import Actor


class Stopped(Exception):
    """Somebody asked the import to stop; what is committed stays and it can be resumed."""


class Overtaken(Exception):
    """Another run of the same import has gone on meanwhile; this one writes nothing more."""


def run_import(one: Import, by: Actor, prepared: Run | None = None) -> None:
    """Bring in everything from where it stands; a problem leaves the import failed with a sentence, to be resumed."""
    if one.state not in (ImportState.QUEUED, ImportState.RUNNING):
        return
    _set(one, state=ImportState.RUNNING, message="", started_at=one.started_at or clock.now())
    try:
        _go(_after(prepared, one, by) if prepared else prepare(one, by))
    except Overtaken:
        one.refresh_from_db()
    except (Stopped, KeyboardInterrupt):
        _set(one, state=ImportState.STOPPED, stop_asked=False)
    except Problem as problem:
        _set(one, state=ImportState.FAILED, message=problem.message)
    except Exception:
        _set(
            one,
            state=ImportState.FAILED,
            message=_("Something went wrong inside Penstock; the log has the details. It can be resumed."),
        )
        raise


def _after(prepared: Run, one: Import, by: Actor) -> Run:
    """A run over what the preview read, with the books as they stand now."""
    run = run_of(one, by, prepared.survey, prepared.recognised)
    run.previewed = dict(prepared.courses)
    return run


def _go(run: Run) -> None:
    one = run.record
    run.counts.update({kind: Counter(count) for kind, count in one.counts.items()})
    for number, step in enumerate(steps_of(run)):
        if number < one.step and not (isinstance(step, Whole) and step.again):
            continue
        _take(run, number, step)
    with transaction.atomic():
        _set(one, state=ImportState.DONE, finished_at=clock.now())
        record(run.by, ImportFinished(import_id=one.pk, rows=one.rows_done))
    refresh_statistics()
    with collector_at_rest():
        learn_norms(by=Actor.system(run.by.workspace, run.by.door))
    with suppress(OSError):
        throw_away(one)


def _take(run: Run, number: int, step: Step) -> None:
    one = run.record
    if isinstance(step, Whole):
        with transaction.atomic():
            step.do(run)
            _advance(run, max(number + 1, one.step), 0 if number >= one.step else one.row, 0)
        return
    for block in step.blocks(one.row):
        _stop_if_asked(one)
        with collector_at_rest(), transaction.atomic():
            step.take(run, block)
            _advance(run, number, one.row + len(block), len(block))
    _set(one, step=number + 1, row=0)


def _advance(run: Run, step: int, row: int, rows: int) -> None:
    """Say how far it has come, in the transaction of what was written; two runs of one import cannot both do so."""
    run.flush()
    one = run.record
    mine = Import.objects.on(one.workspace).filter(pk=one.pk, step=one.step, row=one.row)
    counts = {kind: dict(count) for kind, count in run.counts.items()}
    said = {"step": step, "row": row, "rows_done": one.rows_done + rows, "counts": counts}
    if not mine.update(**said):
        raise Overtaken
    for name, value in said.items():
        setattr(one, name, value)


def _stop_if_asked(one: Import) -> None:
    if Import.objects.on(one.workspace).filter(pk=one.pk, stop_asked=True).exists():
        raise Stopped


def _set(one: Import, **fields: object) -> None:
    for name, value in fields.items():
        setattr(one, name, value)
    one.save(update_fields=list(fields))
