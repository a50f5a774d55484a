"""Whether a widget makes sense: every refusal stands at the field it is about."""

from collections.abc import Mapping
from dataclasses import replace

from django.utils.translation import gettext as _

from penstock.common.checks import plain
from penstock.common.errors import Refused
from penstock.dashboards.drafts import (
    FORECAST_BY,
    PICTURES,
    Compare,
    Draft,
    Kind,
    Whose,
    fits_kind,
    is_period,
    splits,
)
from penstock.metrics.catalogue import METRICS
from penstock.metrics.dimensions import DIMENSIONS, Dimension
from penstock.metrics.question import WrongQuestion, parse
from penstock.metrics.words import custom_dimensions
from penstock.workspaces.actor import Actor

LONGEST = 80
WIDTHS = (1, 2, 3)
MOST_FILTERS, LONGEST_VALUE = 60, 200


def checked_name(name: str) -> str:
    """A dashboard's name, in one line."""
    found = plain(" ".join(name.split()))[:LONGEST]
    if not found:
        raise Refused(_("A dashboard needs a name."), fields={"name": _("Write a name.")})
    return found


def checked(draft: Draft, by: Actor) -> Draft:
    """The draft without what its kind has no use for; raises Refused."""
    if draft.kind not in Kind.values:
        raise _wrong("kind", _("Choose how it looks."))
    kind = Kind(draft.kind)
    found = replace(
        draft,
        kind=kind.value,
        title=plain(" ".join(str(draft.title).split()))[:LONGEST],
        compare=draft.compare if kind.compares else "",
        across=draft.across if kind == Kind.HEAT else "",
        by=draft.by if kind.needs_by or kind in (Kind.LINES, Kind.FORECAST) else "",
        where=tuple(dict.fromkeys(draft.where))[:MOST_FILTERS] if kind != Kind.GAUGE else (),
        metrics=() if kind in PICTURES else tuple(dict.fromkeys(draft.metrics))[: kind.most_metrics],
    )
    _check_choices(found, kind)
    own = custom_dimensions(by)
    _check_metrics(found, kind, {**DIMENSIONS, **own})
    _check_question(found, own)
    return found


def _check_choices(draft: Draft, kind: Kind) -> None:
    if not is_period(draft.period, kind):
        raise _wrong("period", _("Choose a period that there can be a target for.") if kind == Kind.GAUGE else "")
    if draft.whose not in Whose.values or draft.compare not in Compare.values or draft.width not in WIDTHS:
        raise _wrong("whose", "")


def _check_metrics(draft: Draft, kind: Kind, known: Mapping[str, Dimension]) -> None:
    if kind.most_metrics and not draft.metrics:
        raise _wrong("metrics", _("Choose what it shows."))
    if any(key not in METRICS or not fits_kind(METRICS[key], kind) for key in draft.metrics):
        raise _wrong("metrics", _("This cannot be shown so."))
    if kind == Kind.LINES and len({METRICS[key].unit for key in draft.metrics}) > 1:
        raise _wrong("metrics", _("Lines share one scale: choose metrics of one unit."))
    _check_splits(draft, kind, known)


def _check_splits(draft: Draft, kind: Kind, known: Mapping[str, Dimension]) -> None:
    if kind.needs_by and not draft.by:
        raise _wrong("by", _("Choose by what it is split."))
    if kind == Kind.HEAT and (not draft.across or draft.across == draft.by):
        raise _wrong("across", _("Choose a second, other split."))
    if kind == Kind.FORECAST and draft.by not in ("", *FORECAST_BY):
        raise _wrong("by", _("It cannot be split by this."))
    for name, chosen in (("by", draft.by), ("across", draft.across)):
        if chosen and any(chosen not in splits(METRICS[key], kind, known) for key in draft.metrics):
            raise _wrong(name, _("It cannot be split by this."))


def _check_question(draft: Draft, own: Mapping[str, Dimension]) -> None:
    """The words must make a question; whether a name in a filter exists is seen when it is asked."""
    for name, value in draft.where:
        if name not in own and (name not in DIMENSIONS or DIMENSIONS[name].own == "day"):
            raise _wrong("where", _("It cannot be filtered by this."))
        if not isinstance(value, str) or len(value) > LONGEST_VALUE or "\x00" in value:
            raise _wrong("where", _("It cannot be filtered by this."))
    split = [key for key in (draft.by, draft.across) if key]
    for key in draft.asked:
        try:
            parse(key, split=[] if draft.kind == Kind.LINES else split, where=draft.where, custom=own)
        except WrongQuestion as wrong:
            raise _wrong("where", wrong.message) from None


def _wrong(field: str, sentence: str) -> Refused:
    words = sentence or _("Choose from the list.")
    return Refused(words, fields={field: words})
