"""The doors of people on the screen: the settings about them, and the page on which somebody joins."""
