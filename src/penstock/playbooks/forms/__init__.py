"""The forms of playbooks: how they are written, and what is recorded on a deal."""
