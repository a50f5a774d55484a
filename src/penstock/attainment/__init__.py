"""How the figures stand against the targets, and what it still takes to reach them."""
