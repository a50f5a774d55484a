"""The product's settings, answering the measuring browser's host."""

from penstock.config.settings import *  # noqa: F403

ALLOWED_HOSTS = ["testserver"]
