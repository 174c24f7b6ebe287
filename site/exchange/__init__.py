"""The exchange room: what comes in from files and what goes out to machines."""
