"""Forms of the house itself."""
