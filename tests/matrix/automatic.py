"""What happens by itself: automations and notifications, and who may set them up."""

from datetime import time

from django.db.models import Q

from penstock.automation import actions as automation
from penstock.notifications import actions as notifications
from penstock.notifications.making import Telling
from tests.matrix.tries import ADMIN, ADMINS, EVERYBODY, Try, on

AUTOMATIC: dict[str, Try] = {
    "automation.make_automation": Try(lambda _scene, by: automation.make_automation("B", by=by), ADMINS),
    "automation.change_automation": on(
        "automation", lambda one, _scene, by: automation.change_automation(one, by=by, name="B"), ADMIN
    ),
    "automation.switch_automation_on": on(
        "automation", lambda one, _scene, by: automation.switch_automation_on(one, by=by), ADMIN
    ),
    "automation.switch_automation_off": on(
        "automation", lambda one, _scene, by: automation.switch_automation_off(one, by=by), ADMIN
    ),
    "automation.take_over_automation": on(
        "automation", lambda one, _scene, by: automation.take_over_automation(one, by=by), ADMIN
    ),
    "automation.remove_automation": on(
        "automation", lambda one, _scene, by: automation.remove_automation(one, by=by), ADMIN
    ),
    "automation.restore_automation": on(
        "automation", lambda one, _scene, by: automation.restore_automation(one, by=by), ADMIN
    ),
    "automation.retry_run": on("run", lambda one, _scene, by: automation.retry_run(one, by=by), ADMIN),
    "automation.undo_run": on("run", lambda one, _scene, by: automation.undo_run(one, by=by), ADMIN),
    "automation.retry_delivery": on("delivery", lambda one, _scene, by: automation.retry_delivery(one, by=by), ADMIN),
    "automation.make_signing_key": Try(lambda _scene, by: automation.make_signing_key(by=by), ADMINS),
    "notifications.notify": Try(
        lambda scene, by: notifications.notify(
            [Telling(scene.world.people["rep"].pk, "automation", "matrix", text="Hello")], by=by
        ),
        ADMINS,
    ),
    "notifications.withdraw_notifications": Try(
        lambda _scene, by: notifications.withdraw_notifications(Q(kind="automation"), by=by), ADMINS
    ),
    "notifications.read_notification": on(
        "notification", lambda one, _scene, by: notifications.read_notification(one, by=by), frozenset({"rep"})
    ),
    "notifications.read_all_notifications": Try(
        lambda _scene, by: notifications.read_all_notifications(by=by), EVERYBODY
    ),
    "notifications.set_preferences": Try(
        lambda _scene, by: notifications.set_preferences(by=by, digest_at=time(7)), EVERYBODY
    ),
    "notifications.set_usual_reminder": Try(lambda _scene, by: notifications.set_usual_reminder(60, by=by), ADMINS),
}
