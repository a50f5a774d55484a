"""What is said of the use of a record, and of a deal's last letter, beside the record."""

from typing import Any

from django.http import HttpRequest

from penstock.hygiene.actions.break_up import waiting_on
from penstock.hygiene.actions.irrelevant import mark_of
from penstock.hygiene.models import BreakUp, Irrelevance
from penstock.ui.panels import panel


class UsePanel:
    """Whether the record is irrelevant, and the ways to say so."""

    template = "hygiene/panels/use.html"
    column = "side"
    order = 95
    what = ""
    hung: tuple[type, ...] = ()

    def context(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        """The mark; of an open deal also the letter that waits."""
        is_deal = self.what == "deal"
        return {
            "what": self.what,
            "record": record,
            "mark": mark_of(record),
            "letter": waiting_on(record) if is_deal else None,
            "may_part": is_deal and record.is_open,
            "may_write": request.actor.may_write_for(record.owner_id),
        }


for _what in ("deal", "company", "contact"):
    _hung = {"what": _what, "hung": (Irrelevance, BreakUp) if _what == "deal" else ()}
    panel(_what)(type(f"{_what.title()}UsePanel", (UsePanel,), _hung))
