"""Registers the fields app."""

from django.apps import AppConfig


class FieldsConfig(AppConfig):
    name = "penstock.fields"
