"""The verbs of pipelines, a file each."""

from penstock.pipelines.actions.add_words import add_loss_reason, add_source
from penstock.pipelines.actions.change_pipeline import (
    rename_pipeline,
    reorder_pipelines,
    restore_pipeline,
    retire_pipeline,
)
from penstock.pipelines.actions.change_stage import add_stage, change_stage, reorder_stages, restore_stage
from penstock.pipelines.actions.change_words import (
    change_loss_reason,
    change_source,
    reorder_loss_reasons,
    restore_loss_reason,
    restore_source,
    retire_loss_reason,
    retire_source,
)
from penstock.pipelines.actions.create_pipeline import create_pipeline
from penstock.pipelines.actions.limit_field import limit_field
from penstock.pipelines.actions.retire_stage import merge_stages, retire_stage

__all__ = [
    "add_loss_reason",
    "add_source",
    "add_stage",
    "change_loss_reason",
    "change_source",
    "change_stage",
    "create_pipeline",
    "limit_field",
    "merge_stages",
    "rename_pipeline",
    "reorder_loss_reasons",
    "reorder_pipelines",
    "reorder_stages",
    "restore_loss_reason",
    "restore_pipeline",
    "restore_source",
    "restore_stage",
    "retire_loss_reason",
    "retire_pipeline",
    "retire_source",
    "retire_stage",
]
