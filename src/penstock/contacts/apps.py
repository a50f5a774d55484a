"""Registers the contacts app."""

from django.apps import AppConfig


class ContactsConfig(AppConfig):
    name = "penstock.contacts"
