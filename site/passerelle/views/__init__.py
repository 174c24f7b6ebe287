"""Pages that belong to no page tree: help, light mode, errors."""
