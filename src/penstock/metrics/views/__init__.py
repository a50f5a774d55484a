"""The pages of the numbers."""
