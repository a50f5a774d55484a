"""A deal as a card of the board shows it."""

import json
from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from penstock.activities.models import ActivityKind
from penstock.attention.models import Level
from penstock.attention.reasons import Watch, mark_of
from penstock.boards.traits import TRAITS
from penstock.common import clock
from penstock.companies.models import Company
from penstock.deals.gates.closed import ClosedWays
from penstock.deals.models import Deal
from penstock.pipelines.models import Stage
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of

STEP_ICONS = {
    ActivityKind.TASK: "square-check",
    ActivityKind.CALL: "phone",
    ActivityKind.MEETING: "users",
    ActivityKind.EMAIL: "mail",
}
COLOURS = 5


def readable_company(deal: Deal, by: Actor) -> Company | None:
    """The deal's company when the actor may read it."""
    company = deal.company
    if company is None or company.removed_at is not None:
        return None
    people = by.readable_people
    return company if people is None or company.owner_id is None or company.owner_id in people else None


class Dealer:
    """Turns deals into cards for one reader; what all cards share is worked out once."""

    def __init__(
        self, by: Actor, stages: Iterable[Stage], *, colour: str = "", group: str = "", query: str = ""
    ) -> None:
        self.by, self.now = by, clock.now()
        self.stages = {stage.pk: stage for stage in stages}
        self.colour, self.group = TRAITS.get(colour), TRAITS.get(group)
        self._colours: dict[Any, int] = {}
        self._query = f"?{query}" if query else ""

    @cached_property
    def watch(self) -> Watch:
        """Reads the marks of all these deals."""
        return Watch(calendar_of(self.by.workspace), self.now)

    @cached_property
    def _move_url(self) -> str:
        return reverse("boards:move", args=[0]) + self._query

    @cached_property
    def _plan_url(self) -> str:
        return reverse("activities:next_step")

    def _refuses(self, deal: Deal) -> str:
        """Which columns would refuse the card whatever is filled in, and why."""
        if not self.by.may_write_for(deal.owner_id):
            return self._refused
        reasons = self._closed.reasons(deal)
        return json.dumps(reasons, ensure_ascii=False) if reasons else ""

    @cached_property
    def _closed(self) -> ClosedWays:
        return ClosedWays(self.by, self.stages.values())

    @cached_property
    def _refused(self) -> str:
        reason = _("You may read this deal but not change it.")
        return json.dumps(dict.fromkeys(map(str, self.stages), reason), ensure_ascii=False)

    def card(self, deal: Deal) -> dict[str, Any]:
        """What ``ui/parts/card.html`` needs: ids as text, and every name there, for templates are slow to miss one."""
        mark, level = mark_of(deal), self.watch.level(deal)
        company = readable_company(deal, self.by)
        return {
            "id": str(deal.pk),
            "stage_id": str(deal.stage_id),
            "url": f"/deals/{deal.pk}/",
            "move_url": self._move_url.replace("0", str(deal.pk), 1),
            "name": deal.name,
            "company": company.name if company else "",
            "value": deal.value,
            "currency": deal.currency,
            "owner": deal.owner,
            "is_open": deal.is_open,
            "days": self.watch.days_in_stage(deal),
            "norm_days": (mark.most if mark else None) or 0,
            "age_words": self.watch.words(deal),
            "pace": level.value,
            "stuck": level == Level.STUCK,
            "colour": self._colour(deal),
            "lane": self.group.key_of(deal, self.now) if self.group else "",
            "refuses": self._refuses(deal),
            **self._step(deal),
        }

    def _step(self, deal: Deal) -> dict[str, Any]:
        step = getattr(deal, "next_step", None)
        if step is None:
            wanted = deal.is_open and self.by.may_write_for(deal.owner_id)
            return {"step": "", "plan_url": f"{self._plan_url}?deal={deal.pk}" if wanted else ""}
        return {"step": step.subject, "step_icon": STEP_ICONS.get(step.kind), "step_due": step.due_at}

    def _colour(self, deal: Deal) -> int | None:
        if self.colour is None:
            return None
        value = self.colour.of(deal, self.now)
        if self.colour.key == "age":
            return value
        return self._colours.setdefault(value, len(self._colours) % COLOURS + 1)
