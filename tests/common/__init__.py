"""Tests of the ground: phones and checks."""
