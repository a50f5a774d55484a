"""The catalogue: every metric by its key, in the order in which people read them."""

from penstock.metrics.catalogue import (
    closings,
    customers,
    losses,
    pipeline,
    plans,
    selling,
    speed,
    stages,
    upkeep,
    work,
)
from penstock.metrics.catalogue.metric import Metric

METRICS: dict[str, Metric] = {
    metric.key: metric
    for chapter in (pipeline, closings, speed, stages, losses, customers, plans, work, selling, upkeep)
    for metric in chapter.METRICS
}

__all__ = ["METRICS", "Metric"]
