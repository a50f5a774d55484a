"""Which kinds of events a story shows, under which heading, and which template draws each."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from penstock.journal.events import KINDS

NOT_SHOWN = frozenset(
    {
        "alert", "automation", "calendar", "cleaning", "dashboard", "field", "import", "letterhead", "list",
        "loss_reason", "mailing", "norm", "notification", "pay", "person", "pipeline", "playbook", "price",
        "price_list", "process_kind", "product", "rate", "remark", "review", "role", "source",
        "stage", "target", "team", "view", "workspace",
    }
)  # fmt: skip
"""Subjects that belong to no deal, company or contact: settings and the house itself."""


@dataclass(frozen=True)
class Fold:
    """A heading under which kinds of events are shown alone or left out."""

    key: str
    label: Promise
    icon: str
    kinds: tuple[str, ...]


STAGES = (
    *("deal.opened", "deal.moved", "deal.won", "deal.lost", "deal.reopened"),
    *("deal.set_aside", "deal.brought_back"),
    *("deal.undone", "deal.history_rewritten"),
)
JOINING = ("deal.contact_added", "deal.contact_removed", "deal.person_added", "deal.person_removed")
ASSIGNING = ("deal.assigned", "company.assigned", "contact.assigned", "handover.*")
KEPT_CLEAN = ("irrelevance.*", "check.*", "break_up.*", "loss.*", "decision.*")
PLAYBOOK = (
    "checklist.*",
    "script.*",
    "need.*",
    "objection.*",
    "finding.*",
    "terms.*",
    "asset.*",
    "follow_up.*",
    "reorder.*",
)

FOLDS = (
    Fold("notes", _("Notes"), "sticky-note", ("note.*",)),
    Fold("activities", _("Activities"), "phone", ("activity.*",)),
    Fold("stages", _("Stages"), "square-kanban", STAGES),
    Fold("people", _("People"), "users-round", (*JOINING, *ASSIGNING)),
    Fold("playbook", _("Playbook"), "book-open", PLAYBOOK),
    Fold("processes", _("Processes"), "workflow", ("process.*",)),
    Fold("facts", _("Facts"), "list", ("deal.*", "company.*", "contact.*", "block.*", *KEPT_CLEAN)),
    Fold("files", _("Files"), "paperclip", ("file.*",)),
)


def is_shown(kind: str) -> bool:
    """Whether stories show events of this kind; parents of kinds never happen themselves."""
    subject, _dot, verb = kind.partition(".")
    return bool(verb) and verb != "*" and subject not in NOT_SHOWN


def shown_kinds(fold: str = "") -> list[str]:
    """The kinds that a story asks the journal for, all or those of one heading."""
    every = [kind for kind in KINDS if is_shown(kind)]
    known = any(one.key == fold for one in FOLDS)
    return [kind for kind in every if fold_of(kind) == fold] if known else every


def fold_of(kind: str) -> str:
    """The heading of a kind: the first that takes it."""
    return next((one.key for one in FOLDS if _fits(kind, one.kinds)), "")


def _fits(kind: str, patterns: tuple[str, ...]) -> bool:
    return any(kind == pattern or (pattern.endswith("*") and kind.startswith(pattern[:-1])) for pattern in patterns)


def template_of(kind: str) -> str:
    """The template of a kind: ``deal.won`` is drawn by ``deals/events/deal_won.html``."""
    app = KINDS[kind].__module__.split(".")[1]
    return f"{app}/events/{kind.replace('.', '_')}.html"
