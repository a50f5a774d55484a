"""The pages about losses: talks, links, the settings, and what a customer sees."""
