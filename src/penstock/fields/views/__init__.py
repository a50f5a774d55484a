"""The doors of custom fields on the screen: their pages of the settings."""
