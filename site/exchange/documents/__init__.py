"""Documents of text programs, read in a process apart: what they say and show, and what is lost."""
