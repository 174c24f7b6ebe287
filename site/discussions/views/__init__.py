"""Light pages on which people write to each other."""
