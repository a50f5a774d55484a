"""What people are paid: seen by a right of its own, and by nobody else."""
