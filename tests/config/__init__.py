"""Tests of the settings and of how the apps are put together."""
