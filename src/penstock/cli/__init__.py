"""The product's command line."""

from penstock.cli.commands import main

__all__ = ["main"]
