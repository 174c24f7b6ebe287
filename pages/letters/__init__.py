"""Letters about pages: what is handed in, accepted or sent back, and editors' comments."""

from pages.letters import comments, workflow


def connect() -> None:
    """Register the kinds, and write them where Wagtail would send mail of its own."""
    workflow.connect()
    comments.connect()
