"""Serves the sample pages on port 8099."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.ui.gallery.settings"
    execute_from_command_line([sys.argv[0], "runserver", "--noreload", *(sys.argv[1:] or ["8099"])])
