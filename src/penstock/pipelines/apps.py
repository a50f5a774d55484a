"""Registers the pipelines app."""

from django.apps import AppConfig


class PipelinesConfig(AppConfig):
    name = "penstock.pipelines"
