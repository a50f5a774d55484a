"""What activities show on the pages of deals, companies and contacts."""
