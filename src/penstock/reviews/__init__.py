"""Pipeline reviews that were held: who was there, what was decided on each deal, and whether it was kept."""
