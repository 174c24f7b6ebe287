"""Letters about belonging to a space, translating, the thesaurus, and from the contact form."""

from people.letters import contact, joining, roles, terms, translators


def connect() -> None:
    """Register the kinds, and write them when what they tell of happens."""
    roles.connect()
    joining.connect()
    contact.connect()
    terms.connect()
    translators.connect()
