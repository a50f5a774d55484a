"""What happened: events with a position per workspace, the projections and reactions that follow them."""
