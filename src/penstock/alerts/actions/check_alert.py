"""Look whether a number is out of line for those who are told of it, and tell those for whom it just went so."""

from datetime import date

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from penstock.alerts.events import AlertRecovered, AlertWentOff
from penstock.alerts.foretold import foretell
from penstock.alerts.judging import Finding, judge
from penstock.alerts.models import FORECAST, Alert, AlertReader
from penstock.alerts.permissions import require_change
from penstock.common.actions import action
from penstock.journal.recording import record
from penstock.notifications.actions import notify
from penstock.notifications.making import Telling
from penstock.notifications.models import NotificationKind
from penstock.workspaces.actor import Actor


@action
def check_alert(alert: Alert, today: date, *, by: Actor) -> list[int]:
    """Judge it by the days before today, with each reader's own rights; answers who was told. Once a day."""
    by.require_admin(_("Only an administrator may look at alerts for others."))
    require_change(alert, by)
    row = Alert.objects.of(by).select_for_update().get(pk=alert.pk)
    if row.checked_on is not None and row.checked_on >= today:
        return []
    went, came, tellings = [], [], []
    look = foretell if row.metric == FORECAST else judge
    active = {"person__deactivated_at__isnull": True, "person__user__is_active": True}
    for reader in (
        AlertReader.objects.on(row).filter(**active).select_related("person__workspace", "person__role").order_by("pk")
    ):
        finding = look(row, Actor.of_person(reader.person, by.door), today)
        if reader.since is not None and reader.since < finding.begins_on:
            reader.since = None
        was_out = reader.since is not None
        _keep(reader, finding, today)
        if finding.is_out and not was_out:
            went.append(reader.person_id)
            tellings.append(_telling(reader, finding))
        elif was_out and reader.since is None:
            came.append(reader.person_id)
    row.checked_on = today
    row.save(update_fields=["checked_on"])
    if went:
        record(by, AlertWentOff(alert_id=row.pk, member_ids=went))
        notify(tellings, by=by)
    if came:
        record(by, AlertRecovered(alert_id=row.pk, member_ids=came))
    return went


def _keep(reader: AlertReader, finding: Finding, today: date) -> None:
    reader.value, reader.before, reader.n = finding.value, finding.before, finding.n
    if finding.is_out is not None:
        reader.since = (reader.since or today) if finding.is_out else None
    reader.save(update_fields=["value", "before", "n", "since"])


def _telling(reader: AlertReader, finding: Finding) -> Telling:
    """The sentence in the reader's language, with the rows behind the number."""
    person, alert = reader.person, finding.alert
    language = translation.get_supported_language_variant(person.language or person.workspace.language)
    with translation.override(language), timezone.override(person.zone):
        sentence = finding.sentence
    key = f"alert:{alert.pk}:{finding.until_on}"
    return Telling(person.pk, NotificationKind.ALERT, key, text=sentence, path=finding.url)
