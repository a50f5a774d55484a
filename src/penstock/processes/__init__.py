"""Processes beside deals: a shipment, a specification, an approval, each with stages of its own."""
