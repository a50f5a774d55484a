"""The pages of targets: how they stand, setting and breaking them down, what it takes."""
