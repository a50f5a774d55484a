"""Registers the deals app."""

from django.apps import AppConfig


class DealsConfig(AppConfig):
    name = "penstock.deals"
