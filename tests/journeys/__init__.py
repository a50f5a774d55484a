"""Journeys: a real browser against a real server that holds the demo company."""
