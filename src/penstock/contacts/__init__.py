"""Contacts: the people we talk to, with their e-mails and phones."""
