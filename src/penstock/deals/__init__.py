"""Deals: open, move, win, lose, reopen; every change is a span and an event."""
