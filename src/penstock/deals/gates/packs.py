"""Ready sets of rules that a head of sales applies to a stage with one click and then changes as needed."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from penstock.deals.gates.rules import Draft
from penstock.pipelines.models import Stage, StageKind

PROPOSAL = ("proposal", "quote", "offer", "предлож", "коммерч", "报价", "方案")


@dataclass(frozen=True)
class Needs:
    """What a pack's rules refer to: keys of fields and ids of purposes, by the pack's own names."""

    fields: dict[str, str]
    purposes: dict[str, int]


@dataclass(frozen=True)
class Pack:
    """``fields`` and ``purposes`` are made when they are not there; ``kind`` is the kind of stage it is meant for."""

    key: str
    label: Promise
    sentence: Promise
    kind: str
    rules: Callable[[Needs], list[Draft]]
    fields: dict[str, Promise] = field(default_factory=dict)
    purposes: dict[str, Promise] = field(default_factory=dict)

    def usual_stage(self, stages: list[Stage]) -> Stage | None:
        """The stage that it is most likely meant for."""
        fitting = [stage for stage in stages if stage.kind == self.kind]
        named = (stage for stage in fitting if any(word in stage.name.casefold() for word in PROPOSAL))
        if self.kind == StageKind.OPEN:
            return next(named, fitting[len(fitting) // 2] if fitting else None)
        return fitting[0] if fitting else None


def _presentation(needs: Needs) -> list[Draft]:
    return [Draft("work", {"what": "meeting", "purpose": needs.purposes["presentation"], "count": 1})]


def _loss(needs: Needs) -> list[Draft]:
    return [Draft("fields", {"fields": ["loss_reason", "loss_comment", f"custom.{needs.fields['competitor']}"]})]


def _closing(needs: Needs) -> list[Draft]:
    terms = [f"custom.{needs.fields[name]}" for name in ("payment", "delivery")]
    return [
        Draft("files", {"purpose": needs.purposes["contract"], "count": 1}),
        Draft("fields", {"fields": ["company", "amount", *terms]}),
        Draft("people", {"role": "decision_maker"}),
    ]


def _discounts(needs: Needs) -> list[Draft]:
    lines = [
        {"value": None, "category": "", "role": "manager", "most": "25"},
        {"value": None, "category": "", "role": "owner", "most": "25"},
        {"value": "100000", "category": "", "role": "", "most": "15"},
        {"value": None, "category": "", "role": "", "most": "10"},
    ]
    return [Draft("discount", {"lines": lines})]


def _margin(needs: Needs) -> list[Draft]:
    return [Draft("margin", {"least": "20"})]


def _debt(needs: Needs) -> list[Draft]:
    return [Draft("debt", {"most": "0"})]


PACKS: dict[str, Pack] = {
    pack.key: pack
    for pack in (
        Pack(
            "presentation",
            _("No proposal without a presentation"),
            _("A deal reaches the stage once a meeting for a presentation was held."),
            StageKind.OPEN,
            _presentation,
            purposes={"presentation": _("Presentation")},
        ),
        Pack(
            "discounts",
            _("Discounts keep to a matrix"),
            _("Up to 10%, from a worth of 100,000 up to 15%; the head of sales up to 25%. Change it as you need."),
            StageKind.OPEN,
            _discounts,
        ),
        Pack(
            "margin",
            _("A deal leaves a margin"),
            _("At least 20% of its worth stays after what its products cost us. Change it as you need."),
            StageKind.OPEN,
            _margin,
        ),
        Pack(
            "closing",
            _("Closing formalities"),
            _("The signed contract is attached, terms of payment and delivery are written, who decided is named."),
            StageKind.WON,
            _closing,
            fields={"payment": _("Terms of payment"), "delivery": _("Terms of delivery")},
            purposes={"contract": _("Signed contract")},
        ),
        Pack(
            "debt",
            _("Nothing is won from a company with overdue debt"),
            _("What the accounting system says is overdue must be paid first."),
            StageKind.WON,
            _debt,
        ),
        Pack(
            "loss",
            _("A loss names its reason, the competitor and a comment"),
            _("So that it can be seen later where deals are lost, and to whom."),
            StageKind.LOST,
            _loss,
            fields={"competitor": _("Competitor")},
        ),
    )
}
