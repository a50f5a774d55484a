"""The addresses of alerts."""

from django.urls import path

from penstock.alerts.views.alerts import add, alerts, change, remove

app_name = "alerts"

urlpatterns = [
    path("settings/alerts/", alerts, name="alerts"),
    path("settings/alerts/new/", add, name="add"),
    path("settings/alerts/<int:pk>/", change, name="change"),
    path("settings/alerts/<int:pk>/remove/", remove, name="remove"),
]
