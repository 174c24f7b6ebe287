"""What is done to threads and messages."""
