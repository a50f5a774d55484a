"""Reports by e-mail: when they come, what is in them, and who may stop them."""
