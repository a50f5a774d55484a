"""People and the frame they work in: who joins, leaves, leads; teams and rates. Its records live in workspaces."""
