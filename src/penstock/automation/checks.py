"""What may stand in a rule: known triggers and steps, values as texts, and no more of them than anybody reads."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.automation.rules import LONGEST_QUERY, MOST_STEPS, RuleData
from penstock.automation.steps import STEPS
from penstock.automation.triggers import TRIGGERS
from penstock.common.errors import Refused

LONGEST_VALUE = 20_000


def checked_name(name: str) -> str:
    """A name in one line."""
    words = " ".join(name.replace("\x00", "").split())[:120]
    if not words:
        raise Refused(_("Write a name."), fields={"name": _("Write a name.")})
    return words


def checked_rule(rule: RuleData) -> RuleData:
    """The rule in the form it is kept in; a rule that points at something gone may be kept, it is held."""
    when, steps, query = rule.get("when", {}), rule.get("then", []), rule.get("if", "")
    if when.get("trigger") not in TRIGGERS or any(one.get("step") not in STEPS for one in steps):
        raise Refused(_("This automation wants something that Penstock does not know."))
    if len(steps) > MOST_STEPS or len(query) > LONGEST_QUERY:
        raise Refused(_("An automation has at most %(most)s steps.") % {"most": MOST_STEPS})
    return {
        "when": {"trigger": when["trigger"], "values": _values(when.get("values", {}))},
        "if": str(query).replace("\x00", ""),
        "then": [{"step": one["step"], "values": _values(one.get("values", {}))} for one in steps],
        "imports": bool(rule.get("imports")),
    }


def _values(values: dict[str, Any]) -> dict[str, list[str]]:
    kept = {str(name): [str(value).replace("\x00", "") for value in given] for name, given in values.items()}
    if any(len(value) > LONGEST_VALUE for given in kept.values() for value in given):
        raise Refused(_("This text is too long."))
    return kept
