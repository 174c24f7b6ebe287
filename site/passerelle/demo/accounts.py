"""One account for each role of the demonstration, and the people whom its spaces name."""

from dataclasses import dataclass

from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.utils.text import slugify
from wagtail.models import Page

from access.models import Membership
from passerelle.demo.content import Facts
from passerelle.roles import make_roles
from people.models import Person

DOMAIN = "trame-commune.example"
# Everybody knows these passwords; signing in hashes them again with the usual cost.
ITERATIONS = 1000


@dataclass(frozen=True)
class Account:
    """Somebody who can sign in to the demonstration, unless she is suspended.

    Attributes:
        name: what her address begins with.
        role: what she is on the whole site.
        first_name: of an invented person, like the last name.
        last_name: see above.
        language: of the interface and of her mails.
    """

    name: str
    role: str
    first_name: str
    last_name: str
    language: str = "fr"

    @property
    def key(self) -> str:
        """How the files of the demonstration name her."""
        return slugify(f"{self.first_name} {self.last_name}")

    @property
    def email(self) -> str:
        """The address that she signs in with."""
        return f"{self.name}@{DOMAIN}"

    @property
    def password(self) -> str:
        """Her password, known to everybody."""
        return f"passerelle-{self.name}"


ACCOUNTS = (
    Account("administrator", "administrator", "Hélène", "Marchetti"),
    Account("editor", "editor", "Solène", "Kervadec"),
    Account("documentalist", "documentalist", "Noémie", "Quintard"),
    Account("contributor", "contributor", "Rukaya", "Alhassan", "en"),
    Account("member-manager", "member", "Colette", "Vialatoux"),
    Account("member-publisher", "member", "Aline", "Bressand"),
    Account("member-contributor", "member", "Moussa", "Diagne"),
    Account("member-reader", "member", "Mariam", "Kaboré"),
    Account("partner", "partner", "Comfort", "Ngwa", "en"),
    Account("volunteer", "volunteer", "Lison", "Chabert"),
    Account("former", "former", "Thibault", "Garnier"),
    Account("pending", "pending", "Mialy", "Rakotoson"),
    Account("suspended", "suspended", "Gilles", "Fournel"),
    Account("outsider", "outsider", "Agathe", "Roussel"),
    Account("translator-es", "translator", "Inés", "Belmonte", "es"),
    Account("translator-ar", "translator", "Nadia", "Benchekroun", "ar"),
    Account("reviewer-ar", "reviewer", "Tarek", "Mansouri", "ar"),
)

LIMITED = ("partner", "volunteer")


def create_people(homes: list[Page], others: Facts) -> dict[str, Person]:
    """Make the roles of the site, the accounts, and the people who never sign in.

    Args:
        homes: the home page of each language.
        others: facts about those without a password, by key.

    Returns:
        All of them by key.
    """
    groups = make_roles(homes)
    people = {account.key: create_account(account) for account in ACCOUNTS}
    for account in ACCOUNTS:
        if account.role in groups:
            people[account.key].groups.add(groups[account.role])
    rows = Person.objects.bulk_create([named(key, facts) for key, facts in others.items()])
    return people | dict(zip(others, rows, strict=True))


def create_account(account: Account) -> Person:
    """An account with its password."""
    hasher = PBKDF2PasswordHasher()
    return Person.objects.create(
        email=account.email,
        password=hasher.encode(account.password, hasher.salt(), ITERATIONS),
        first_name=account.first_name,
        last_name=account.last_name,
        language=account.language,
        limited=account.role in LIMITED,
        is_active=account.role != "suspended",
    )


def named(key: str, facts: Facts) -> Person:
    """Somebody whom spaces name, not saved; no password opens the account."""
    return Person(
        email=f"{key.replace('-', '.')}@{facts['domain']}",
        password=make_password(None),
        first_name=facts["first_name"],
        last_name=facts["last_name"],
        language=facts.get("language", "fr"),
    )


def roles_in_spaces() -> dict[str, dict[str, str]]:
    """The role of each account in each of its spaces, by address and short name."""
    found: dict[str, dict[str, str]] = {account.email: {} for account in ACCOUNTS}
    rows = Membership.objects.filter(person__email__in=found).order_by("space")
    for email, slug, role in rows.values_list("person__email", "space__slug", "role"):
        found[email][slug] = role
    return found
