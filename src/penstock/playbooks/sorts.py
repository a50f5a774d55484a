"""The lists that make up a playbook: each sort of entry with its table, its words and its checks."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from penstock.common.checks import plain, required_name, whole
from penstock.common.errors import Refused
from penstock.deals.models import ChecklistItem
from penstock.playbooks.models import Asset, AssetKind, EntryTask, Need, Objection, TaskKind
from penstock.playbooks.models.tasks import WHOM

Words = str | Promise
LONGEST = 10_000


def long_text(value: Any) -> str:
    """A text of several lines."""
    return plain(value)[:LONGEST]


@dataclass(frozen=True)
class Sort:
    """One list of a stage's playbook; ``checks`` are the facts of an entry and what may stand in them.

    ``answer`` is what its longer text is called.
    """

    key: str
    label: Words
    add: Words
    icon: str
    why: Words
    model: Any
    checks: dict[str, Callable[[Any], Any]]
    answer: Words = ""

    def rows(self, by: Any) -> Any:
        """The entries in use, in their order."""
        return self.model.objects.of(by).filter(retired_at__isnull=True).order_by("order", "pk")


def one_of(choices: list[Any]) -> Callable[[Any], str]:
    """A key among those offered."""

    def check(value: Any) -> str:
        if value not in choices:
            raise Refused(str(_("Choose one from the list.")))
        return str(value)

    return check


def few_days(value: Any) -> int:
    """A number of working days."""
    found: int | None = whole(0, 250)(value)
    return found or 0


SORTS = {
    sort.key: sort
    for sort in (
        Sort(
            "checklist",
            _("Checklist"),
            _("Add to the checklist"),
            "list-checks",
            _("What to see to in this stage, to be ticked on each deal."),
            ChecklistItem,
            {"name": required_name, "is_required": bool},
        ),
        Sort(
            "needs",
            _("Questions that find needs"),
            _("Add a question"),
            "message-circle-question-mark",
            _("What to ask here, and what to listen for; what the buyer says is recorded on the deal."),
            Need,
            {"name": required_name, "answer": long_text},
            _("What to listen for"),
        ),
        Sort(
            "objections",
            _("Objections to expect"),
            _("Add an objection"),
            "shield-question-mark",
            _("What buyers object here, and what to answer; those met are recorded on the deal."),
            Objection,
            {"name": required_name, "answer": long_text},
            _("What to answer"),
        ),
        Sort(
            "assets",
            _("What to give"),
            _("Add something to give"),
            "gift",
            _("Texts, videos and files for the buyer; each use is counted on the deal."),
            Asset,
            {"name": required_name, "kind": one_of(AssetKind.values)},
        ),
        Sort(
            "tasks",
            _("Tasks on entry"),
            _("Add a task"),
            "calendar-plus",
            _("What is planned by itself when a deal enters the stage, for its owner or for a role that is called in."),
            EntryTask,
            {
                "name": required_name,
                "kind": one_of(TaskKind.values),
                "days": few_days,
                "whom": one_of([key for key, _label in WHOM]),
            },
        ),
    )
}


def sort_of(entry: Any) -> Sort:
    """The sort that an entry belongs to."""
    return next(sort for sort in SORTS.values() if isinstance(entry, sort.model))
