"""Then: what an automation does, each step a form and the ordinary action that every other door calls too."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from penstock.activities.actions import plan_activity, write_note
from penstock.activities.forms import moment_of
from penstock.automation.days import FURTHEST, shifted
from penstock.automation.delivering import queue_delivery
from penstock.automation.models import Run
from penstock.automation.sharing import LEAST, TURN, AssignForm, next_owner
from penstock.automation.step_forms import (
    AsideForm,
    BackForm,
    ChangeForm,
    EmailForm,
    JoinForm,
    MoveForm,
    NoteForm,
    NotifyForm,
    OpenForm,
    ProcessForm,
    TagForm,
    TaskForm,
    WebhookForm,
)
from penstock.automation.step_words import WORDS
from penstock.automation.texts import filled
from penstock.automation.whom import people_for, person_for
from penstock.boards.verbs import VERBS
from penstock.common import clock
from penstock.common.errors import Refused
from penstock.contacts.models import Contact
from penstock.deals.actions import add_deal_person, assign_deal, carry_contacts, carry_items, open_deal, set_aside
from penstock.deals.models import Deal, DealContact, DealStatus
from penstock.notifications.actions import notify
from penstock.notifications.making import Telling
from penstock.notifications.models import NotificationKind
from penstock.pipelines.queries import first_stage
from penstock.playbooks.actions import open_follow_up
from penstock.processes.actions import start_process
from penstock.workspaces.actor import Actor
from penstock.workspaces.calendar import calendar_of
from penstock.workspaces.models import Person

Chosen = dict[str, Any]


@dataclass
class Doing:
    """A run at work: the deal it is about, in whose name, and the deal that an earlier step opened."""

    deal: Deal
    by: Actor
    run: Run
    opened: Deal | None = None
    step: int = 0

    def on(self, chosen: Chosen) -> Deal:
        """The deal that a step is about: the one at hand, or the one just opened."""
        if chosen.get("on") != "opened":
            return self.deal
        if self.opened is None:
            raise Refused(_("No step before this one opened a deal."))
        return self.opened


def _task(doing: Doing, chosen: Chosen) -> None:
    deal = doing.on(chosen)
    owner = person_for(chosen["who"], deal, doing.by)
    due_at, is_all_day = _due(chosen, owner, doing.by)
    subject = filled(chosen["text"], deal)
    plan_activity(chosen["kind"], subject, by=doing.by, deal=deal, owner=owner, due_at=due_at, is_all_day=is_all_day)


def _due(chosen: Chosen, owner: Person, by: Actor) -> tuple[Any, bool]:
    """When so many days have passed: the end of that day, by the clock and the days off of whoever does it."""
    calendar = calendar_of(by.workspace, owner.pk) if chosen["unit"] == "working" else None
    today = clock.day_of(clock.now(), owner.zone)
    day = shifted(today, min(chosen["count"], FURTHEST), calendar.is_working_day if calendar else None)
    return moment_of(day, None, owner.zone)


def _note(doing: Doing, chosen: Chosen) -> None:
    deal = doing.on(chosen)
    write_note(filled(chosen["text"], deal), by=doing.by, deal=deal)


def _email(doing: Doing, chosen: Chosen) -> None:
    """A draft waits as a planned e-mail: a person reads it and sends it."""
    deal = doing.on(chosen)
    owner = person_for(chosen["who"], deal, doing.by)
    due_at, is_all_day = _due({"unit": "days", "count": 0}, owner, doing.by)
    said = {"body": filled(chosen["text"], deal), "owner": owner, "due_at": due_at, "is_all_day": is_all_day}
    plan_activity("email", filled(chosen["subject"], deal), by=doing.by, deal=deal, contacts=_primary(doing), **said)


def _primary(doing: Doing) -> list[Contact]:
    """The contact we talk to first, where the actor may read it."""
    ids = DealContact.objects.on(doing.deal).order_by("-is_primary", "pk").values_list("contact_id", flat=True)[:1]
    return list(Contact.objects.of(doing.by).filter(pk__in=list(ids)))


def _assign(doing: Doing, chosen: Chosen) -> None:
    if chosen["who"] in (LEAST, TURN):
        owner = next_owner(chosen["who"], chosen["team"], doing.run.automation, doing.by)
    else:
        owner = person_for(chosen["who"], doing.deal, doing.by)
    assign_deal(doing.deal, owner, by=doing.by)


def _notify(doing: Doing, chosen: Chosen) -> None:
    """In the bell of those who may read the deal, and by e-mail as they chose; the house tells, whoever set it up."""
    text, key = filled(chosen["text"], doing.deal), f"run:{doing.run.pk}:{doing.step}"
    people = people_for(chosen["who"], doing.deal, doing.by)
    told = [Telling(one.pk, NotificationKind.AUTOMATION, key, doing.deal.pk, text=text) for one in people]
    house = Actor.system(doing.by.workspace, "automation")
    notify(told, by=replace(house, caused_by=doing.by.caused_by))


def _webhook(doing: Doing, chosen: Chosen) -> None:
    queue_delivery(chosen["url"], doing.run, doing.deal, doing.by)


def _join(doing: Doing, chosen: Chosen) -> None:
    add_deal_person(doing.deal, person_for(chosen["who"], doing.deal, doing.by), chosen["role"], by=doing.by)


def _open(doing: Doing, chosen: Chosen) -> None:
    """A deal that goes on from this one; from a won one it is the same as a follow-up opened by hand."""
    deal, by = doing.deal, doing.by
    name, owner = filled(chosen["name"] or "{deal}", deal), person_for(chosen["who"], deal, by)
    if deal.status == DealStatus.WON:
        how = {name: chosen[name] for name in ("type", "products")}
        doing.opened = open_follow_up(deal, chosen["pipeline"], by=by, name=name, owner=owner, **how)
    else:
        doing.opened = _open_beside(deal, chosen, by, name, owner)


def _open_beside(deal: Deal, chosen: Chosen, by: Actor, name: str, owner: Person) -> Deal:
    """From a deal that is not won yet: with its company, its contacts and a word about where it comes from."""
    opened = open_deal(
        name,
        by=by,
        stage=first_stage(by, chosen["pipeline"].pk),
        owner=owner,
        company=deal.company,
        currency=deal.currency,
        source=deal.source,
        type=chosen["type"],
        description=_("Goes on from “%(deal)s” (deal %(number)s).") % {"deal": deal.name, "number": deal.pk},
    )
    carry_contacts(deal, opened, by=by)
    if chosen["products"]:
        carry_items(deal, opened, by=by)
    return opened


def _process(doing: Doing, chosen: Chosen) -> None:
    deal = doing.on(chosen)
    responsible = person_for(chosen["who"], deal, doing.by)
    title = filled(chosen["title"] or "{deal}", deal)
    start_process(deal, chosen["process_kind"], by=doing.by, title=title, responsible=responsible)


def _aside(doing: Doing, chosen: Chosen) -> None:
    today = clock.day_of(clock.now(), doing.by.workspace.zone)
    set_aside(
        doing.deal, until=shifted(today, chosen["count"], None), reason=filled(chosen["text"], doing.deal), by=doing.by
    )


def _verb(name: str) -> Callable[[Doing, Chosen], None]:
    """A step that is one of the things which can be done to many deals at once."""

    def act(doing: Doing, chosen: Chosen) -> None:
        VERBS[name].act(doing.deal, chosen, doing.by)

    return act


@dataclass(frozen=True)
class Step:
    """One thing that can be done; ``words`` says it as a part of a sentence."""

    key: str
    label: str | Promise
    icon: str
    form: Callable[..., forms.Form]
    act: Callable[[Doing, Chosen], None]

    def sentence(self, chosen: Chosen, by: Actor) -> str:
        """What it does, to stand behind “then”."""
        return WORDS[self.key](chosen, by)


STEPS: dict[str, Step] = {
    one.key: one
    for one in (
        Step("task", gettext_lazy("Add a task, call or meeting"), "square-check", TaskForm, _task),
        Step("open", gettext_lazy("Open a deal in a pipeline"), "circle-dollar-sign", OpenForm, _open),
        Step("process", gettext_lazy("Start a process"), "workflow", ProcessForm, _process),
        Step("notify", gettext_lazy("Tell somebody"), "bell", NotifyForm, _notify),
        Step("email", gettext_lazy("Draft an e-mail"), "mail", EmailForm, _email),
        Step("note", gettext_lazy("Write a note"), "sticky-note", NoteForm, _note),
        Step("move", gettext_lazy("Move the deal"), "arrow-right", MoveForm, _verb("move")),
        Step("assign", gettext_lazy("Hand the deal over"), "user", AssignForm, _assign),
        Step("join", gettext_lazy("Call somebody in"), "user-plus", JoinForm, _join),
        Step("change", gettext_lazy("Change a fact"), "pencil", ChangeForm, _verb("change")),
        Step("aside", gettext_lazy("Set the deal aside"), "moon", AsideForm, _aside),
        Step("back", gettext_lazy("Bring the deal back"), "sunrise", BackForm, _verb("back")),
        Step("tag", gettext_lazy("Tag the deal"), "tag", TagForm, _verb("tag")),
        Step("webhook", gettext_lazy("Call an address"), "webhook", WebhookForm, _webhook),
    )
}
