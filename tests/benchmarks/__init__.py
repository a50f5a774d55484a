"""What stands beside the measured figures is true, and cannot rot."""
