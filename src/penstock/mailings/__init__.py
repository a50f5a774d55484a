"""Reports by e-mail: what is mailed when to whom, each reader with their own rights."""
