"""The addresses of exports: the table and the kind of file make the name."""

from django.urls import re_path

from penstock.exports.files import FORMATS
from penstock.exports.tables import TABLES
from penstock.exports.views import download

app_name = "exports"

urlpatterns = [
    re_path(rf"^(?P<table>{'|'.join(TABLES)})\.(?P<file_format>{'|'.join(FORMATS)})$", download, name="download"),
]
