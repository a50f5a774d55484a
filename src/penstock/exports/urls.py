"""The addresses of exports: the table, of a report or of records, and the kind of file make the name."""

from django.urls import path, re_path

from penstock.exports.files import FORMATS
from penstock.exports.number_files import number_file
from penstock.exports.past_files import past_list
from penstock.exports.report_files import report_file
from penstock.exports.scorecard_files import scorecard_file
from penstock.exports.tables import TABLES
from penstock.exports.views import download

app_name = "exports"

urlpatterns = [
    path("past-deals.<slug:file_format>", past_list, name="past_list"),
    path("scorecards.<slug:file_format>", scorecard_file, name="scorecards"),
    path("numbers/<slug:table>.<slug:file_format>", number_file, name="numbers"),
    path("reports/<slug:key>/<slug:table>.<slug:file_format>", report_file, name="report"),
    re_path(rf"^(?P<table>{'|'.join(TABLES)})\.(?P<file_format>{'|'.join(FORMATS)})$", download, name="download"),
]
