"""What each step does, as a part of the sentence in which an automation is read back."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from penstock.activities.models import ActivityKind
from penstock.automation.moments import WORKED
from penstock.automation.sharing import LEAST, TURN, sharing_words
from penstock.automation.whom import whom_words
from penstock.deals.facts import LABELS
from penstock.deals.models import SellingRole
from penstock.fields.models import Subject
from penstock.fields.values import fields_of
from penstock.workspaces.actor import Actor

Chosen = dict[str, Any]


def _task(chosen: Chosen, by: Actor) -> str:
    said = {
        "kind": str(ActivityKind(chosen["kind"]).label).lower(),
        "text": chosen["text"],
        "who": whom_words(chosen["who"], by),
        "when": _due_words(chosen["count"], chosen["unit"]),
    }
    if chosen["on"] == "opened":
        return _("add to the opened deal the %(kind)s “%(text)s” for %(who)s, due %(when)s") % said
    return _("add the %(kind)s “%(text)s” for %(who)s, due %(when)s") % said


def _due_words(count: int, unit: str) -> str:
    if count == 0:
        return _("the same day")
    if unit == WORKED:
        return ngettext("in %(count)s working day", "in %(count)s working days", count) % {"count": count}
    return ngettext("in %(count)s day", "in %(count)s days", count) % {"count": count}


def _note(chosen: Chosen, by: Actor) -> str:
    return _("write the note “%(text)s”") % {"text": _short(chosen["text"])}


def _email(chosen: Chosen, by: Actor) -> str:
    said = {"subject": chosen["subject"], "who": whom_words(chosen["who"], by)}
    return _("draft the e-mail “%(subject)s” for %(who)s to send") % said


def _assign(chosen: Chosen, by: Actor) -> str:
    if chosen["who"] in (LEAST, TURN):
        who = sharing_words(chosen["who"], chosen["team"])
    else:
        who = whom_words(chosen["who"], by)
    return _("hand the deal over; from then on it belongs to: %(who)s") % {"who": who}


def _notify(chosen: Chosen, by: Actor) -> str:
    return _("tell %(who)s “%(text)s”") % {"who": whom_words(chosen["who"], by), "text": _short(chosen["text"])}


def _webhook(chosen: Chosen, by: Actor) -> str:
    return _("call %(host)s with what happened") % {"host": urlsplit(chosen["url"]).hostname}


def _join(chosen: Chosen, by: Actor) -> str:
    said = {"who": whom_words(chosen["who"], by), "role": SellingRole(chosen["role"]).label}
    return _("call in %(who)s as “%(role)s”") % said


def _open(chosen: Chosen, by: Actor) -> str:
    said = {
        "name": chosen["name"] or "{deal}",
        "pipeline": chosen["pipeline"],
        "who": whom_words(chosen["who"], by),
    }
    if chosen["products"]:
        return _("open the deal “%(name)s” in “%(pipeline)s” for %(who)s, with company, contacts and products") % said
    return _("open the deal “%(name)s” in “%(pipeline)s” for %(who)s, with company and contacts") % said


def _move(chosen: Chosen, by: Actor) -> str:
    stage = chosen["stage"]
    return _("move the deal to “%(stage)s”") % {"stage": f"{stage.pipeline} · {stage}"}


def _process(chosen: Chosen, by: Actor) -> str:
    said = {"process": chosen["process_kind"], "title": chosen["title"] or "{deal}"}
    said["who"] = whom_words(chosen["who"], by)
    if chosen["on"] == "opened":
        return _("start on the opened deal the process “%(process)s: %(title)s” for %(who)s") % said
    return _("start the process “%(process)s: %(title)s” for %(who)s") % said


def _change(chosen: Chosen, by: Actor) -> str:
    own = {f"custom.{row.key}": row.label for row in fields_of(by, Subject.DEAL)}
    fact = own.get(chosen["fact"]) or LABELS[chosen["fact"]]
    value = chosen.get("value")
    if value in (None, "", []):
        return _("empty “%(fact)s”") % {"fact": fact}
    return _("set “%(fact)s” to “%(value)s”") % {"fact": fact, "value": _value(value)}


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return ", ".join(map(str, value)) if isinstance(value, list | models.QuerySet) else str(value)


def _tag(chosen: Chosen, by: Actor) -> str:
    added, removed = chosen["added"], chosen["removed"]
    if added and removed:
        return _("tag it “%(added)s” and take away “%(removed)s”") % {"added": added, "removed": removed}
    if removed:
        return _("take the tag “%(removed)s” away") % {"removed": removed}
    return _("tag it “%(added)s”") % {"added": added}


def _aside(chosen: Chosen, by: Actor) -> str:
    count = chosen["count"]
    return ngettext("set it aside for %(count)s day", "set it aside for %(count)s days", count) % {"count": count}


def _back(chosen: Chosen, by: Actor) -> str:
    return _("bring it back from being set aside")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


WORDS: dict[str, Callable[[Chosen, Actor], str]] = {
    "task": _task,
    "open": _open,
    "process": _process,
    "email": _email,
    "note": _note,
    "move": _move,
    "assign": _assign,
    "notify": _notify,
    "webhook": _webhook,
    "join": _join,
    "change": _change,
    "aside": _aside,
    "back": _back,
    "tag": _tag,
}
