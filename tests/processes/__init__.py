"""Tests of processes beside deals."""
