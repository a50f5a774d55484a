"""Registers the people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "penstock.people"
