"""The dialogs of reports by e-mail, and what stops one."""
