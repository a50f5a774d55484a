"""Stage dates: columns that say when a deal entered a stage (``engage_date``, ``Date entered "Proposal"``)."""

import re
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from penstock.imports.recognise.columns import BY_VALUES, GENERAL, Column, readable_share
from penstock.imports.recognise.vocabulary import BRACKETED, fold

ENTERED = re.compile(
    r'^(?:hs_v2_)?date[ _]entered[ _]"?(.+?)"?$|^Дата (?:входа|перехода) (?:в|на) (?:этап )?[«"]?(.+?)[»"]?$',
    re.IGNORECASE,
)
PREFIX = "entered:"
NOISE = re.compile(
    r"date|time|\bat\b|\bon\b|entered|entry|stage|moved|to\b|дата|этап|стадия|время|日期|时间", re.IGNORECASE
)


def map_stage_dates(columns: Sequence[Column], sample: list[list[str]], stages: Sequence[str]) -> list[Column]:
    """The columns, with those that date a stage proposed for ``entered:<stage>``."""
    return [column if column.field else _dated(column, sample, stages) for column in columns]


def _dated(column: Column, sample: list[list[str]], stages: Sequence[str]) -> Column:
    stage, confidence = _stage_named(column.header, stages)
    if not stage or (readable_share("date", [row[column.index] for row in sample]) or 0) < 0.8:
        return column
    return replace(column, field=PREFIX + stage, confidence=confidence, why=_("dates the stage it is named after"))


def _stage_named(header: str, stages: Sequence[str]) -> tuple[str | None, float]:
    match = ENTERED.match(header)
    if match:
        said = BRACKETED.sub("", match[1] or match[2]).strip()
        return next((stage for stage in stages if fold(stage) == fold(said)), said), GENERAL
    rest = fold(NOISE.sub(" ", header.replace("_", " ")))
    near = [stage for stage in stages if len(rest) >= 4 and _share_root(rest, fold(stage))]
    return (near[0], BY_VALUES) if len(near) == 1 else (None, 0.0)


def _share_root(word: str, stage: str) -> bool:
    """``engage`` and ``engaging`` share all but their endings."""
    common = 0
    for one, other in zip(word, stage, strict=False):
        if one != other:
            break
        common += 1
    return common >= max(4, len(word) - 2, len(stage) - 4)
