"""Tests of reading, recognising and importing the files that people bring."""
