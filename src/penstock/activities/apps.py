"""Registers the activities app: its projections, panels, and Today in the side bar."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from penstock.ui import navigation


class ActivitiesConfig(AppConfig):
    name = "penstock.activities"

    def ready(self) -> None:
        """Projections and panels register themselves when they are imported."""
        import penstock.activities.followers
        import penstock.activities.panels
        import penstock.activities.projections
        import penstock.activities.reactions
        import penstock.activities.work  # noqa: F401

        navigation.register(navigation.NavEntry("today", _("Today"), "sun", "activities:today", 10, "g t"))
        entry = navigation.CreateEntry(
            "activity", _("Activity"), "calendar-plus", "activities:plan", 40, lambda request: request.actor.may_write
        )
        navigation.register(entry)
