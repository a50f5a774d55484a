"""Dashboards: who sees which figures, what widgets say, and the mail that brings them."""
