"""The verbs of contacts, a file each; every door calls these."""

from penstock.contacts.actions.add_contact import add_contact
from penstock.contacts.actions.assign_contact import assign_contact
from penstock.contacts.actions.change_contact import change_contact
from penstock.contacts.actions.ingest_contacts import NewContact, ingest_contacts
from penstock.contacts.actions.remove_contact import remove_contact, restore_contact
from penstock.contacts.actions.set_channels import set_channels
from penstock.contacts.actions.undo_change import undo_contact_change

__all__ = [
    "NewContact",
    "add_contact",
    "assign_contact",
    "change_contact",
    "ingest_contacts",
    "remove_contact",
    "restore_contact",
    "set_channels",
    "undo_contact_change",
]
