"""Automation: when something happens or a day comes, if a deal fits, then actions in the name of a person."""
