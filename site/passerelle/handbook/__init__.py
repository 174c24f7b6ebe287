"""The handbook's chapters, one Markdown file for each in a folder for each language."""
