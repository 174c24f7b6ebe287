"""Letters about belonging to a space."""

from people.letters import joining, roles


def connect() -> None:
    """Register the kinds, and write them when what they tell of happens."""
    roles.connect()
    joining.connect()
