"""Alerts: somebody is told when a number crosses a line or shifts more than chance would."""
