"""Registers the journal app."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "penstock.journal"
