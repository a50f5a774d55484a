"""Registers the common app."""

from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "penstock.common"
