"""Registers the metrics app."""

from django.apps import AppConfig


class MetricsConfig(AppConfig):
    name = "penstock.metrics"
