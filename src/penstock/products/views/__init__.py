"""The doors of products on the screen."""
