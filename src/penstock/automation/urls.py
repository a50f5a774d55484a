"""Addresses of the automations, under the settings."""

from django.urls import path

from penstock.automation.views import automations, parts, runs, webhooks

app_name = "automation"
urlpatterns = [
    path("settings/automations/", automations.automations, name="automations"),
    path("settings/automations/new/", automations.make, name="make"),
    path("settings/automations/<int:pk>/", automations.automation, name="automation"),
    path("settings/automations/<int:pk>/on/", automations.switch_on, name="switch_on"),
    path("settings/automations/<int:pk>/off/", automations.switch_off, name="switch_off"),
    path("settings/automations/<int:pk>/take/", automations.take_over, name="take_over"),
    path("settings/automations/<int:pk>/remove/", automations.remove, name="remove"),
    path("settings/automations/<int:pk>/restore/", automations.restore, name="restore"),
    path("settings/automations/<int:pk>/when/", parts.when, name="when"),
    path("settings/automations/<int:pk>/if/", parts.conditions, name="conditions"),
    path("settings/automations/<int:pk>/then/<str:step>/", parts.add_step, name="add_step"),
    path("settings/automations/<int:pk>/then/<int:place>/change/", parts.change_step, name="change_step"),
    path("settings/automations/<int:pk>/order/", parts.order_steps, name="order_steps"),
    path("settings/automations/<int:pk>/dry-run/", runs.rehearse, name="rehearse"),
    path("settings/automations/runs/", runs.log, name="runs"),
    path("settings/automations/runs/<int:pk>/retry/", runs.retry, name="retry"),
    path("settings/automations/runs/<int:pk>/undo/", runs.undo, name="undo"),
    path("settings/automations/webhooks/", webhooks.webhooks, name="webhooks"),
    path("settings/automations/deliveries/<int:pk>/retry/", webhooks.retry, name="retry_delivery"),
]
