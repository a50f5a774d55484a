"""The pages of pay."""
