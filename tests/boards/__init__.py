"""Tests of boards and lists."""
