"""One account for each role of the demonstration."""

from dataclasses import dataclass

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from wagtail.models import Page

from passerelle.roles import make_roles
from people.models import Person

DOMAIN = "trame-commune.example"
# Everybody knows these passwords; signing in hashes them again with the usual cost.
ITERATIONS = 1000


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in to the demonstration."""

    role: str
    first_name: str
    last_name: str
    language: str

    @property
    def email(self) -> str:
        """The address that she signs in with."""
        return f"{self.role}@{DOMAIN}"

    @property
    def password(self) -> str:
        """Her password, known to everybody."""
        return f"passerelle-{self.role}"


ACCOUNTS = (
    Account("administrator", "Hélène", "Marchetti", "fr"),
    Account("editor", "Solène", "Kervadec", "fr"),
    Account("contributor", "Rukaya", "Alhassan", "en"),
)


def create_accounts(homes: list[Page]) -> None:
    """Make the roles, and an account for each.

    Args:
        homes: the home page of each language.
    """
    groups = make_roles(homes)
    for account in ACCOUNTS:
        create_person(account).groups.add(groups[account.role])


def create_person(account: Account) -> Person:
    """An account that can sign in."""
    hasher = PBKDF2PasswordHasher()
    return Person.objects.create(
        email=account.email,
        password=hasher.encode(account.password, hasher.salt(), ITERATIONS),
        first_name=account.first_name,
        last_name=account.last_name,
        language=account.language,
    )
