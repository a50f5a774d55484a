"""The addresses of the numbers: the page, and the rows behind each figure."""

from django.urls import path

from penstock.metrics.views.changes import changes
from penstock.metrics.views.conversions import conversions
from penstock.metrics.views.filters import filters
from penstock.metrics.views.numbers import numbers
from penstock.metrics.views.over_time import over_time
from penstock.metrics.views.past_column import past_column
from penstock.metrics.views.rows import rows

app_name = "metrics"

urlpatterns = [
    path("", numbers, name="numbers"),
    path("changes/", changes, name="changes"),
    path("over-time/", over_time, name="over_time"),
    path("filters/", filters, name="filters"),
    path("rows/", rows, name="rows"),
    path("conversions/<int:pk>/", conversions, name="conversions"),
    path("board/<int:pk>/", past_column, name="past_column"),
]
