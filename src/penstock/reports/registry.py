"""The reports, in the order in which the page lists them: one line each."""

from penstock.reports import stage_funnel
from penstock.reports.report import Report

REPORTS: dict[str, Report] = {one.key: one for one in (stage_funnel.REPORT,)}
