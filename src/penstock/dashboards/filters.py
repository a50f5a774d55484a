"""A widget's own filters: what it can be narrowed by, and what its form chooses."""

from collections.abc import Mapping

from django.http import QueryDict

from penstock.dashboards.drafts import Draft
from penstock.metrics.catalogue import METRICS
from penstock.metrics.dimensions import Dimension
from penstock.metrics.filtering import WITHOUT_VALUES, Where

WHERE = "where."


def fitting(draft: Draft, known: Mapping[str, Dimension]) -> list[str]:
    """The dimensions by which all that a widget asks for can be filtered."""
    rows = [METRICS[key].rows for key in draft.asked]
    return [
        key
        for key, one in known.items()
        if one.own != "day" and key not in WITHOUT_VALUES and rows and all(map(one.fits, rows))
    ]


def chosen(data: QueryDict) -> Where:
    """The filters that a form sends."""
    return tuple((name[len(WHERE) :], one) for name in data if name.startswith(WHERE) for one in data.getlist(name))


def begun(data: QueryDict, draft: Draft, known: Mapping[str, Dimension]) -> list[str]:
    """The dimensions that a form shows the values of: those filtered by, and one that was just picked."""
    asked = dict.fromkeys([*(name for name, _value in draft.where), *data.getlist("filter")])
    possible = fitting(draft, known)
    return [name for name in asked if name in possible]
