"""The doors of search on the screen."""
