"""Who works here: workspaces, people, teams, roles, exchange rates, and the actor that every action names."""
