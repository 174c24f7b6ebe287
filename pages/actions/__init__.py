"""What is done to pages as a whole."""
