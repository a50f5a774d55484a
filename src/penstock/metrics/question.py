"""A question: which metric, over which time, split and filtered by what; and the words of one taken apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches

from django.utils.translation import gettext as _

from penstock.common.errors import Problem
from penstock.metrics.catalogue import METRICS, Metric
from penstock.metrics.catalogue.plans import aimed
from penstock.metrics.dimensions import DIMENSIONS, TARGET_METRIC, Dimension
from penstock.targets.models import Aim

MISSING = "—"
"""How a missing value is written, in tables and in filters."""


class WrongQuestion(Problem):
    """The question cannot be understood; the sentence says what is wrong and what is near."""


Filters = tuple[tuple[Dimension, tuple[str | None, ...]], ...]


@dataclass(frozen=True)
class Question:
    """A question that makes sense. The period is half-open, ``as_of`` and ``known_as_of`` mean the end of that day.

    ``aim`` is what is wanted where the metric has a plan.
    """

    metric: Metric
    from_on: date | None = None
    until_on: date | None = None
    as_of: date | None = None
    by: tuple[Dimension, ...] = ()
    where: Filters = field(default=())
    known_as_of: date | None = None
    aim: Aim = Aim.REVENUE


def parse(
    key: str,
    *,
    from_on: str | date | None = None,
    until_on: str | date | None = None,
    as_of: str | date | None = None,
    split: Sequence[str] = (),
    where: Iterable[tuple[str, str | None]] = (),
    known_as_of: str | date | None = None,
    custom: Mapping[str, Dimension] | None = None,
) -> Question:
    """Take the words of a question apart; raises WrongQuestion with the nearest words that would do."""
    known = {**DIMENSIONS, **(custom or {})}
    metric = METRICS.get(key)
    if metric is None:
        raise WrongQuestion(_unknown(_("There is no metric “%(word)s”."), key, METRICS))
    question = Question(
        metric,
        _day(from_on, "from"),
        _day(until_on, "to"),
        _day(as_of, "as-of"),
        tuple(_split_by(name, metric, known) for name in split),
        _filters(where, metric, known),
        _day(known_as_of, "known-as-of"),
    )
    _require_sense(question)
    return of_aim(question) if metric.plan else question


def of_aim(question: Question) -> Question:
    """The question about the targets for the metric that its filters name, of that metric's rows."""
    named = [word or "" for one, words in question.where if one.key == TARGET_METRIC for word in words]
    if not named:
        return question
    if len(named) > 1 or named[0].lower() not in Aim.values:
        sentence = _("Targets are for one of: %(words)s; not “%(word)s”.")
        raise WrongQuestion(sentence % {"words": ", ".join(Aim.values), "word": ", ".join(named)})
    aim = Aim(named[0].lower())
    where = tuple(pair for pair in question.where if pair[0].key != TARGET_METRIC)
    metric = question.metric if aim == Aim.REVENUE else aimed(question.metric, METRICS[aim])
    return replace(question, metric=metric, where=where, aim=aim)


def nearest(word: str, words: Iterable[str]) -> list[str]:
    """The words most like this one, whatever their case."""
    by_lower = {one.lower(): one for one in words}
    return [by_lower[near] for near in get_close_matches(word.lower(), by_lower, n=3, cutoff=0.5)]


def unknown_value(dimension: Dimension, word: str, words: Iterable[str]) -> str:
    """The sentence for a value that a dimension does not have."""
    sentence = _("There is no %(dimension)s “%(word)s”.") % {"dimension": dimension.key, "word": word}
    near = nearest(word, words)
    return f"{sentence} {_('Did you mean: %(words)s?') % {'words': ', '.join(near)}}" if near else sentence


def _unknown(sentence: str, word: str, words: Iterable[str]) -> str:
    near = nearest(word, words) or sorted(words)
    return f"{sentence % {'word': word}} {_('Did you mean: %(words)s?') % {'words': ', '.join(near)}}"


def _day(text: str | date | None, option: str) -> date | None:
    if not text or isinstance(text, date):
        return text or None
    try:
        return date.fromisoformat(text)
    except ValueError:
        sentence = _("“%(text)s” is not a day for %(option)s; write it as 2026-03-31.")
        raise WrongQuestion(sentence % {"text": text, "option": option}) from None


def _dimension(name: str, metric: Metric, known: Mapping[str, Dimension]) -> Dimension:
    dimension = known.get(name)
    fitting = [key for key, one in known.items() if one.fits(metric.rows)]
    if dimension is None:
        raise WrongQuestion(_unknown(_("There is no dimension “%(word)s”."), name, fitting))
    if not dimension.fits(metric.rows):
        sentence = _("“%(metric)s” cannot be split by %(word)s; it can by: %(words)s.")
        raise WrongQuestion(sentence % {"metric": metric.key, "word": name, "words": ", ".join(fitting)})
    return dimension


def _split_by(name: str, metric: Metric, known: Mapping[str, Dimension]) -> Dimension:
    dimension = _dimension(name, metric, known)
    if not dimension.splits(metric.rows):
        raise WrongQuestion(_("“%(word)s” is chosen, as in --where, and nothing is split by it.") % {"word": name})
    return dimension


def _filters(where: Iterable[tuple[str, str | None]], metric: Metric, known: Mapping[str, Dimension]) -> Filters:
    """Several values of one dimension mean any of them; several dimensions must all hold."""
    values: dict[Dimension, list[str | None]] = {}
    for name, value in where:
        values.setdefault(_dimension(name, metric, known), []).append(None if value in (MISSING, "", None) else value)
    return tuple((dimension, tuple(several)) for dimension, several in values.items())


def _require_sense(question: Question) -> None:
    if len(set(question.by)) < len(question.by):
        raise WrongQuestion(_("A dimension was asked for twice."))
    if question.from_on and question.until_on and question.from_on >= question.until_on:
        raise WrongQuestion(_("The period is empty: it runs from a day until before another, later one."))
