"""The addresses of the reports: the list of them, and each by its key."""

from django.urls import path

from penstock.reports.views.index import index
from penstock.reports.views.paper import paper
from penstock.reports.views.report import report
from penstock.reports.views.what_if import try_factors

app_name = "reports"

urlpatterns = [
    path("", index, name="index"),
    path("growth/what-if/", try_factors, name="what_if"),
    path("forecast/", report, {"key": "forecast"}, name="forecast"),
    path("<slug:key>.pdf", paper, name="paper"),
    path("<slug:key>/", report, name="report"),
]
