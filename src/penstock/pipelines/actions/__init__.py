"""The verbs of pipelines, a file each."""

from penstock.pipelines.actions.add_words import add_loss_reason, add_source
from penstock.pipelines.actions.create_pipeline import create_pipeline

__all__ = ["add_loss_reason", "add_source", "create_pipeline"]
