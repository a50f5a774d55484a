"""What is wanted: targets by person, team, pipeline and period, broken down and built up."""
