"""Numbers: one frozen definition each, one way to ask, and the rows behind every figure."""
