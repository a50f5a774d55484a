"""What attention shows and takes on screens."""
