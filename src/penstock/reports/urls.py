"""The addresses of the reports: the list of them, and each by its key."""

from django.urls import path

from penstock.reports.views.index import index
from penstock.reports.views.paper import paper
from penstock.reports.views.remarks import add as add_remark
from penstock.reports.views.remarks import change as change_remark
from penstock.reports.views.remarks import remove as remove_remark
from penstock.reports.views.report import report
from penstock.reports.views.what_if import try_factors

app_name = "reports"

urlpatterns = [
    path("", index, name="index"),
    path("growth/what-if/", try_factors, name="what_if"),
    path("forecast/", report, {"key": "forecast"}, name="forecast"),
    path("forecast/remarks/add/", add_remark, name="add_remark"),
    path("forecast/remarks/<int:pk>/", change_remark, name="change_remark"),
    path("forecast/remarks/<int:pk>/remove/", remove_remark, name="remove_remark"),
    path("<slug:key>.pdf", paper, name="paper"),
    path("<slug:key>/", report, name="report"),
]
