"""What needs a person's attention: deals that are slow or stuck against what won deals took, and what they need."""
