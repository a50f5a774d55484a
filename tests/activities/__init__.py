"""Tests of activities, notes and files."""
