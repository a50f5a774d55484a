"""The columnar copy of a workspace's history, and the only code that knows which engine holds it (DuckDB)."""

from penstock.metrics.columnar.copy import Copy, Mark
from penstock.metrics.columnar.engine import Engine, sweep
from penstock.metrics.columnar.feed import Batch, Feed, Name, RateSpan, StagePlace, Told, unheard

__all__ = ["Batch", "Copy", "Engine", "Feed", "Mark", "Name", "RateSpan", "StagePlace", "Told", "sweep", "unheard"]
