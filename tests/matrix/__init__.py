"""Each member of the cast tries every route, action and command; whoever may not changes nothing."""
