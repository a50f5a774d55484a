"""The doors of imports on the screen."""
