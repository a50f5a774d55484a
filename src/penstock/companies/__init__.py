"""Companies: the organisations we sell to, with their requisites."""
