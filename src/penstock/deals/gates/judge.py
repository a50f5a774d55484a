"""The judge: rules, facts and a step in, all that is missing out. It reads nothing and changes nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _

from penstock.common.errors import Missing
from penstock.deals.gates.conditions import language, reader
from penstock.deals.gates.facts import Facts
from penstock.deals.gates.kinds import KINDS
from penstock.deals.gates.kinds.kind import Lack
from penstock.deals.gates.names import Names
from penstock.deals.gates.rules import Rule, Step, rules_met

HELD = "held:"
"""What is missing begins so where a rule is held: nothing that is done on the deal would help."""


def judge(rules: Iterable[Rule], facts: Facts, step: Step) -> list[Missing]:
    """Everything that the rules on the way of the step still want, each thing once."""
    found: dict[tuple[str, str], Missing] = {}
    for rule in rules_met(rules, step):
        for missing in lacking(rule, facts, step):
            found.setdefault((missing.kind, missing.about), missing)
    return list(found.values())


def lacking(rule: Rule, facts: Facts, step: Step) -> Iterator[Missing]:
    """What one rule still wants of a deal that it is for; one that is held lets none pass, whatever it used to ask."""
    if rule.conditions and rule.conditions not in facts.fits | facts.unread:
        return
    kind = KINDS.get(rule.kind)
    if kind is not None and not kind.passing and rule.stage.pk != step.after.pk:
        return
    if kind is None or rule.held or rule.conditions in facts.unread:
        yield _held(rule)
        return
    for lack in kind.check(rule, facts, step):
        yield _missing(rule, lack, facts, step)


def in_doubt(rules: Iterable[Rule], facts: Facts, step: Step) -> set[str]:
    """The conditions on which it hangs whether a deal lacks anything: what it lacks of no rule, it need not fit."""
    fitting = replace(facts, fits={rule.conditions for rule in rules})
    met = (rule for rule in rules_met(rules, step) if rule.conditions)
    return {rule.conditions for rule in met if next(lacking(rule, fitting, step), None)}


def in_words(rule: Rule, names: Names) -> str:
    """What a rule asks and of which deals, in a sentence."""
    words = KINDS[rule.kind].words(rule.params, names) if rule.kind in KINDS else rule.kind
    if not rule.conditions:
        return words
    fitting = ", ".join(language().told(rule.conditions, reader(names.by)))
    return _("%(rule)s — only for deals that fit: %(conditions)s") % {"rule": words, "conditions": fitting}


def needs_of(rules: Iterable[Rule]) -> list[str]:
    """The sorts of facts that rules ask about, in a fixed order."""
    return sorted({need for rule in rules if rule.kind in KINDS for need in KINDS[rule.kind].needs(rule.params)})


def _missing(rule: Rule, lack: Lack, facts: Facts, step: Step) -> Missing:
    pk = facts.deal.pk
    url = ""
    if pk is not None:
        url = (
            reverse(lack.page, args=[pk]) if lack.page else f"{reverse('deals:gate', args=[pk])}?stage={step.after.pk}"
        )
    return Missing(rule.pk, rule.kind, lack.about, lack.sentence, rule.sentence, url, lack.box)


def _held(rule: Rule) -> Missing:
    sentence = _(
        "A rule of %(stage)s refers to “%(gone)s”, which is no longer there; an administrator has to change it."
    )
    return Missing(
        rule.pk, rule.kind, f"{HELD}{rule.pk}", sentence % {"stage": rule.stage.name, "gone": rule.held or rule.kind}
    )
