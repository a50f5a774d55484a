"""Tests of pipelines and their stages."""
