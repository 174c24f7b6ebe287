"""Pages as tagged PDF files: written for a reader, drawn apart, kept for who reads the same."""
