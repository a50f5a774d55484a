"""Pipelines and their stages, loss reasons and sources: the words of the process."""
