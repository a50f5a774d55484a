"""The doors of board and list on the screen."""
