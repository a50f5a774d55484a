"""Notifications: what somebody should know of, in the bell of every page and by e-mail when and as they want it."""
