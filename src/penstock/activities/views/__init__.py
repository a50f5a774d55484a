"""The doors of activities on the screen."""
