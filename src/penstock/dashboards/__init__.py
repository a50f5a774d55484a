"""Dashboards: figures of the catalogue side by side, arranged by people, shown with the rights of whoever looks."""
