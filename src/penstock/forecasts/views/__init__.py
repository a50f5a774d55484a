"""The parts of other pages that are asked for when the page is there."""
