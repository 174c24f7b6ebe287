"""Letters about belonging to a space, translating, the thesaurus, and what strangers write."""

from people.letters import contact, errors, joining, roles, terms, translators


def connect() -> None:
    """Register the kinds, and write them when what they tell of happens."""
    roles.connect()
    joining.connect()
    contact.connect()
    errors.connect()
    terms.connect()
    translators.connect()
