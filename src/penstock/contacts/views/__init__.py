"""The doors of contacts on the screen."""
