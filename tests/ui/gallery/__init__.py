"""Sample pages made of the real parts, for looking at them without a database."""
