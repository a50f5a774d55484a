"""Why deals were lost, as customers say."""
