"""On which days people had rows of a metric that happens, such as a deal won."""

from datetime import date
from typing import Any

from penstock.metrics.asking import full, require_known, sight_of
from penstock.metrics.compiling import rows_in_groups
from penstock.metrics.copies import caught_up
from penstock.metrics.question import parse
from penstock.workspaces.actor import Actor


def days_of_people(key: str, *, by: Actor, **words: Any) -> dict[int, list[date]]:
    """The days in their order by the ids of people, whose rows the asker may see."""
    question = parse(key, **full({**words, "split": ["owner", "day"]}, by))
    with caught_up(by.workspace, question.known_as_of) as copy:
        require_known(question, by, copy)
        picked, parameters = rows_in_groups(question, sight_of(by))
        days = f"SELECT g0, list_sort(list(DISTINCT g1)) FROM ({picked}) WHERE g0 IS NOT NULL GROUP BY g0"
        return dict(copy.ask(days, parameters))
