"""What `make bench` runs: each figure beside its floor in the same run."""
