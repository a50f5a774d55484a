"""The reports, in the order in which the page lists them: one line each."""

from penstock.reports import (
    activity,
    after_sales,
    best,
    bottlenecks,
    concentration,
    data_quality,
    forecast,
    growth,
    help_wanted,
    playbook,
    quality,
    ramp_up,
    review,
    sales,
    stage_funnel,
    stated_and_verified,
    training,
    where_time_pays,
    work_and_success,
    workload,
)
from penstock.reports.report import Report

REPORTS: dict[str, Report] = {
    one.key: one
    for one in (
        forecast.REPORT,
        bottlenecks.REPORT,
        quality.REPORT,
        stated_and_verified.REPORT,
        help_wanted.REPORT,
        best.REPORT,
        training.REPORT,
        ramp_up.REPORT,
        stage_funnel.REPORT,
        review.REPORT,
        sales.REPORT,
        growth.REPORT,
        concentration.REPORT,
        after_sales.REPORT,
        workload.REPORT,
        activity.REPORT,
        where_time_pays.REPORT,
        work_and_success.REPORT,
        playbook.REPORT,
        data_quality.REPORT,
    )
}
