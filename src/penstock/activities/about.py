"""What a form or panel is about: the deal, company or contact named in its address, if the person may read it."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from penstock.activities.permissions import READABLE
from penstock.workspaces.actor import Actor


@dataclass(frozen=True)
class About:
    """One record, or none: ``what`` is deal, company, contact or empty."""

    what: str = ""
    record: Any = None

    @property
    def named(self) -> dict[str, Any]:
        """The record as the actions want it."""
        return {self.what: self.record} if self.what else {}

    @property
    def query(self) -> str:
        """The record as the end of an address."""
        return f"?{urlencode({self.what: self.record.pk})}" if self.what else ""

    @property
    def event(self) -> str:
        """The DOM event that says that something about the record changed."""
        return f"{self.what}-changed-{self.record.pk}"

    def url(self, name: str, *args: Any) -> str:
        """An address of ours about this record."""
        return reverse(f"activities:{name}", args=args) + self.query

    def may_write(self, by: Actor) -> bool:
        """Whether the actor may add something to the record."""
        return by.may_write_for(self.record.owner_id) if self.what else by.may_write


def about_of(request: HttpRequest) -> About:
    """The record in the address; 404 when the person may not read it."""
    for what, readable in READABLE.items():
        text = request.GET.get(what, "")
        if not text:
            continue
        record = readable(request.actor).filter(pk=int(text)).first() if text.isdecimal() and len(text) < 19 else None
        if record is None:
            raise Http404
        return About(what, record)
    return About()


def changed(*rows: Any) -> dict[str, Any]:
    """The DOM events that tell pages that something hanging on these rows' records is not as it was drawn."""
    told: dict[str, Any] = {"activity-changed": {}}
    for row in rows:
        for what in READABLE:
            pk = getattr(row, f"{what}_id")
            if pk is not None:
                told |= {f"{what}-changed": {"id": pk}, f"{what}-changed-{pk}": {"id": pk}}
    return told
