"""Tests of the gates of stages."""
