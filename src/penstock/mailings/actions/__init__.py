"""The verbs of reports by e-mail."""

from penstock.mailings.actions.schedule_report import change_mailing, schedule_report
from penstock.mailings.actions.stop_mailing import leave_mailing, resume_mailing, stop_mailing

__all__ = ["change_mailing", "leave_mailing", "resume_mailing", "schedule_report", "stop_mailing"]
