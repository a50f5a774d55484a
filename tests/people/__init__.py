"""Tests of people and the frame they work in."""
