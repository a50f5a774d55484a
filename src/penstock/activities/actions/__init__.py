"""The verbs of activities, notes and files, a file each."""

from penstock.activities.actions.assign_activity import assign_activity
from penstock.activities.actions.attach_file import attach_file
from penstock.activities.actions.change_activity import change_activity
from penstock.activities.actions.complete_activity import complete_activity, reopen_activity
from penstock.activities.actions.file_to_approval import file_to_approval
from penstock.activities.actions.ingest_activities import ActivityDraft, ingest_activities
from penstock.activities.actions.plan_activity import log_activity, plan_activity
from penstock.activities.actions.remove_activity import remove_activity, restore_activity
from penstock.activities.actions.remove_file import remove_file, restore_file
from penstock.activities.actions.reschedule_activity import reschedule_activity
from penstock.activities.actions.write_note import write_note

__all__ = [
    "ActivityDraft",
    "assign_activity",
    "attach_file",
    "change_activity",
    "complete_activity",
    "file_to_approval",
    "ingest_activities",
    "log_activity",
    "plan_activity",
    "remove_activity",
    "remove_file",
    "reopen_activity",
    "reschedule_activity",
    "restore_activity",
    "restore_file",
    "write_note",
]
