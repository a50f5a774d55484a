"""The doors of companies on the screen."""
