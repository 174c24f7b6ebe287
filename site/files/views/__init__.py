"""Files at their addresses, and the shelf of each space."""
