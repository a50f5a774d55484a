"""Pages for paper: what is on them, and what can never be."""
