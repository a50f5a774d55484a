"""What the tests of automation share: rules in a line, and a worker that looks when it is told to."""

from typing import Any

from penstock.automation.actions import make_automation, switch_automation_on
from penstock.automation.models import Automation, Run
from penstock.journal.reacting import Reacting
from penstock.workspaces.actor import Actor


def a_rule(trigger: str, *steps: tuple[str, dict[str, Any]], if_: str = "", imports: bool = False, **when: Any) -> Any:
    """A rule as it is kept; single values become lists of one."""
    return {
        "when": {"trigger": trigger, "values": _listed(when)},
        "if": if_,
        "then": [{"step": step, "values": _listed(values)} for step, values in steps],
        "imports": imports,
    }


def _listed(values: dict[str, Any]) -> dict[str, list[str]]:
    return {
        name: [str(one) for one in (value if isinstance(value, list) else [value])] for name, value in values.items()
    }


TASK = ("task", {"kind": "task", "text": "Thank {company}", "who": "owner", "count": 2, "unit": "days", "on": ""})
NOTE = ("note", {"text": "Automation was here", "on": ""})


def switched_on(rule: Any, by: Actor, name: str = "Mine") -> Automation:
    """An automation that runs from here on."""
    automation = make_automation(name, rule, by=by)
    switch_automation_on(automation, by=by)
    return automation


def work() -> None:
    """A worker that begins anew and goes on until nothing is left to do."""
    for apart in (False, True):
        reacting = Reacting(apart=apart)
        reacting.round()
        for _round in range(50):
            reacting.looked.clear()
            if not reacting.round():
                break
        else:
            raise AssertionError("it never came to rest")


def runs(automation: Automation) -> list[Run]:
    """The runs of an automation, the first first."""
    return list(Run.objects.on(automation).order_by("pk"))
