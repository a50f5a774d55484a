"""Addresses of attention."""

from django.urls import path

from penstock.attention.views import usual

app_name = "attention"
urlpatterns = [
    path("settings/usual/", usual.usual, name="usual"),
    path("settings/usual/learn/", usual.learn, name="learn"),
]
