"""Holds the tree to the shape that docs/architecture.md describes."""
