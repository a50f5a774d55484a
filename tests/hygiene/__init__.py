"""Tests of keeping the pipeline clean."""
