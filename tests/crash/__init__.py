"""What a SIGKILL at any moment may not do."""
