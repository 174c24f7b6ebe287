"""Which files have a text, and what reads it: each takes a file and gives pieces of text."""

READERS = {
    "pdf": "pdf:pages",
    "docx": "word:paragraphs",
    "odt": "opendocument:paragraphs",
    "odp": "opendocument:slides",
    "ods": "opendocument:sheets",
    "xlsx": "spreadsheet:rows",
    "pptx": "slides:slides",
    "csv": "plain:text",
    "md": "plain:text",
    "txt": "plain:text",
}
"""Module and function by the ending of a name; only the one that is needed is loaded."""
