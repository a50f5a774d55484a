"""Addresses of the letterhead."""

from django.urls import path, re_path

from penstock.letterhead import views

app_name = "letterhead"
urlpatterns = [
    path("settings/letterhead/", views.letterhead, name="letterhead"),
    path("settings/letterhead/logo.png", views.logo, name="logo"),
    re_path(r"^settings/letterhead/sample\.(?P<kind>pdf|docx)$", views.sample, name="sample"),
]
