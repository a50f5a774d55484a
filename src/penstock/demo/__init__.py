"""The demo: two years of a pump maker's sales, built by calling the actions with dates and a seed."""
