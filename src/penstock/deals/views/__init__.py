"""The doors of deals on the screen: one tiny endpoint per verb."""
