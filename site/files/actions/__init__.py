"""What is done to files."""
