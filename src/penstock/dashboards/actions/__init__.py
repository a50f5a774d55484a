"""The verbs of dashboards and of their widgets."""

from penstock.dashboards.actions.change_dashboard import (
    remove_dashboard,
    rename_dashboard,
    restore_dashboard,
    share_dashboard,
)
from penstock.dashboards.actions.make_dashboard import copy_dashboard, make_dashboard
from penstock.dashboards.actions.schedule_dashboard import leave_dashboard, schedule_dashboard
from penstock.dashboards.actions.widgets import (
    add_widget,
    arrange_widgets,
    change_widget,
    remove_widget,
    restore_widget,
)

__all__ = [
    "add_widget",
    "arrange_widgets",
    "change_widget",
    "copy_dashboard",
    "leave_dashboard",
    "make_dashboard",
    "remove_dashboard",
    "remove_widget",
    "rename_dashboard",
    "restore_dashboard",
    "restore_widget",
    "schedule_dashboard",
    "share_dashboard",
]
