"""What people are paid, and who never sees it."""
