"""Real servers for the tests, installed and started without containers."""
