"""Registers the ui app; it must stand before allauth in INSTALLED_APPS so that its templates win."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "penstock.ui"
