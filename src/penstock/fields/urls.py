"""Addresses of the settings about custom fields."""

from django.urls import path

from penstock.fields.views import fields

app_name = "fields"
urlpatterns = [
    path("settings/fields/", fields.fields, name="fields"),
    path("settings/fields/<int:pk>/", fields.field, name="field"),
    path("settings/fields/<int:pk>/retire/", fields.retire, name="retire"),
    path("settings/fields/<int:pk>/restore/", fields.restore, name="restore"),
    path("settings/fields/<str:subject>/order/", fields.reorder, name="reorder"),
]
