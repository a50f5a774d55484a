"""A real Chromium for the journeys: the system's, or else one from an npm package."""
