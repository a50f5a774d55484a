"""The pages and endpoints of processes."""
