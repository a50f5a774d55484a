"""The doors of pipelines on the screen: their pages of the settings."""
