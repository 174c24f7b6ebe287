"""What access shows of itself."""
