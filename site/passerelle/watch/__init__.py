"""Watching the site: how its services are, what went wrong, and how fast it answers."""
