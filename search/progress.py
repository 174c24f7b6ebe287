"""How whoever does long work says that it goes on, and how far it is."""

from collections.abc import Callable

Tell = Callable[[int, int], None]
"""Is told how many of how many are done, from the beginning for each step."""


def nobody(done: int, total: int) -> None:
    """Is told how far it is, and says nothing."""
