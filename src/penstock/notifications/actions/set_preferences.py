"""Choose what to hear how and when, and say what is usual for reminders."""

from typing import Any

from django.utils.translation import gettext as _

from penstock.activities.models import REMINDERS
from penstock.common.actions import action
from penstock.common.errors import NotPermitted, Refused
from penstock.journal.models import Event
from penstock.journal.recording import record
from penstock.notifications.events import PreferencesSet, UsualReminderSet
from penstock.notifications.models import Channel, NotificationKind, Preferences, UsualReminder
from penstock.notifications.wishes import USUAL, usual_minutes, usual_preferences
from penstock.workspaces.actor import Actor

FACTS = ("channels", *USUAL)


@action
def set_preferences(*, by: Actor, **chosen: Any) -> Event | None:
    """What the actor wants: ``channels`` by kind, quiet hours, the digest's hour, the reminder; None if all is so."""
    if by.person is None:
        raise NotPermitted(_("Only a person can choose what to hear."))
    row = Preferences.objects.on(by.person).select_for_update().first() or usual_preferences(by.person)
    before = {name: getattr(row, name) for name in FACTS}
    after = {**before, **_checked(chosen)}
    changes = {name: [before[name], after[name]] for name in FACTS if before[name] != after[name]}
    if not changes:
        return None
    for name in changes:
        setattr(row, name, after[name])
    row.save()
    told = {name: [_plain(value) for value in pair] for name, pair in changes.items()}
    return record(by, PreferencesSet(member_ids=[by.person.pk], changes=told))[0]


@action
def set_usual_reminder(minutes: int, *, by: Actor) -> Event | None:
    """How many minutes before something is due people are reminded; negative: not at all. None if it is so."""
    by.require_admin(_("Only an administrator may say what is usual."))
    before = usual_minutes(by.workspace)
    if before == _minutes(minutes):
        return None
    row = UsualReminder.objects.of(by).first() or UsualReminder(workspace=by.workspace)
    row.minutes = minutes
    row.save()
    return record(by, UsualReminderSet(before=before, minutes=minutes))[0]


def _checked(chosen: dict[str, Any]) -> dict[str, Any]:
    for kind, channel in chosen.get("channels", {}).items():
        if kind not in NotificationKind.values or channel not in Channel.values:
            raise Refused(_("Choose how you want to hear of it."))
    if chosen.get("remind_before") is not None:
        _minutes(chosen["remind_before"])
    begins, ends = chosen.get("quiet_from"), chosen.get("quiet_until")
    if (begins is None) != (ends is None):
        sentence = _("Quiet hours have a beginning and an end; leave both empty for none.")
        raise Refused(sentence, fields={"quiet_until": sentence})
    return {name: value for name, value in chosen.items() if name in FACTS}


def _minutes(minutes: int) -> int:
    if minutes not in REMINDERS:
        raise Refused(_("Choose from the list when you want to be reminded."))
    return minutes


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | dict) else value.isoformat()
