"""The addresses of search."""

from django.urls import path

from penstock.search.views.palette import palette
from penstock.search.views.results import results

app_name = "search"

urlpatterns = [
    path("", results, name="results"),
    path("palette/", palette, name="palette"),
]
