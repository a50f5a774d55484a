"""One small language of filters over deals: for the board, the list, exports, saved views, and whoever stands above."""

from penstock.boards.filters.boxes import boxes_of
from penstock.boards.filters.conditions import in_a_sentence
from penstock.boards.filters.definition import Condition, Filter, Option
from penstock.boards.filters.reading import Chip, Filtering, known_filters, not_aside, of_these, read_filters

__all__ = [
    "Chip",
    "Condition",
    "Filter",
    "Filtering",
    "Option",
    "boxes_of",
    "in_a_sentence",
    "known_filters",
    "not_aside",
    "of_these",
    "read_filters",
]
