"""Playbooks: what to do in a stage, what to say, what to give, whom to call in, and what comes after the sale."""
