"""Products and price lists: what we sell and for how much."""
