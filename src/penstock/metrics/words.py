"""The words of values: what the changes of the pipeline are called, and what only one workspace has."""

import re

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from penstock.activities.models import ActivityKind
from penstock.deals.models import DealType, ForecastCategory
from penstock.fields.models import Field, Subject
from penstock.metrics.catalogue.metric import Words
from penstock.metrics.dimensions import CUSTOM, DID, DIMENSIONS, TARGET_METRIC, UPKEEP, Dimension, custom_dimension
from penstock.metrics.first_work import ORDERS
from penstock.metrics.time_splits import period_named
from penstock.targets.models import Aim
from penstock.workspaces.actor import Actor
from penstock.workspaces.kept import kept

CHANGE_WORDS: dict[str, Words] = {
    "opening": _("Opening value"),
    "new": pgettext_lazy("change of the pipeline", "New"),
    "reopened": _("Reopened"),
    "brought_back": _("Brought back"),
    "moved_in": _("Moved in"),
    "moved_out": _("Moved out"),
    "grown": _("Grown"),
    "shrunk": _("Shrunk"),
    "revalued": _("Revalued"),
    "slipped": _("Slipped"),
    "pulled_in": _("Pulled in"),
    "won": _("Won"),
    "lost": _("Lost"),
    "set_aside": _("Set aside"),
    "closing": _("Closing value"),
}

YES_OR_NO: dict[str, Words] = {"yes": _("Yes"), "no": _("No")}
TICKED = {"true": YES_OR_NO["yes"], "false": YES_OR_NO["no"]}
"""How the columnar copy has a custom field that is ticked or not."""
OURS: dict[str, dict[str, Words]] = {
    **dict.fromkeys((*UPKEEP, "has_need", *(f"did_{kind}" for kind in DID)), YES_OR_NO),
    "first_action": dict(ActivityKind.choices),
    **ORDERS,
    "weekday": {str(day + 1): words for day, words in WEEKDAYS.items()},
    "type": dict(DealType.choices),
    "forecast_category": dict(ForecastCategory.choices),
    "change": CHANGE_WORDS,
    "activity": dict(ActivityKind.choices),
    TARGET_METRIC: {str(aim): words for aim, words in Aim.choices},
}
SPANS = {"month": "month", "expected_month": "month", "cohort": "month"}
SPANS |= {"quarter": "quarter", "expected_quarter": "quarter"}
"""The dimensions whose values are months or quarters."""
SPAN_NAME = re.compile(r"\d{4}-(0[1-9]|1[0-2]|Q[1-4])")


def custom_dimensions(by: Actor) -> dict[str, Dimension]:
    """The custom fields of deals, by their key with ``field.`` before it."""
    return {CUSTOM + key: custom_dimension(key, label) for key, label, _type in custom_fields(by)}


def dimensions_for(by: Actor) -> dict[str, Dimension]:
    """All that somebody's figures can be split and filtered by."""
    return {**DIMENSIONS, **custom_dimensions(by)}


def custom_fields(by: Actor) -> list[tuple[str, str, str]]:
    """The custom fields of deals: key, label and type."""
    rows = Field.objects.of(by).filter(subject=Subject.DEAL, retired_at__isnull=True)
    return kept(by.workspace, "metrics.fields", lambda: list(rows.values_list("key", "label", "type")))


def dimension_name(name: str, by: Actor) -> Words:
    """What people call a dimension; of a custom field that is gone its key is left."""
    found = DIMENSIONS.get(name) or custom_dimensions(by).get(name)
    return found.name if found else name.removeprefix(CUSTOM)


def said(key: str, value: str) -> str:
    """A value in the reader's words: types, changes, activities and times are ours, other names the workspace's."""
    if key.startswith(CUSTOM):
        return str(TICKED.get(value, value))
    if key in SPANS and SPAN_NAME.fullmatch(value):
        return period_named(SPANS[key], value).label
    return str(OURS.get(key, {}).get(value, value))
