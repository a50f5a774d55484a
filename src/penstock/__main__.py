"""Lets `python -m penstock` be the command line."""

from penstock.cli import main

main()
