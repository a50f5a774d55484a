"""Keeping the pipeline clean: what is irrelevant, break-up letters, and the list to go through every few months."""
