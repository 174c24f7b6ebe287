"""What the site does with what it knows of people: the register of processing, as data."""

from dataclasses import dataclass
from enum import Enum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


class Ground(Enum):
    """What allows it, by article 6 of the GDPR."""

    AGREED = _("She agreed to it (article 6.1.a)")
    MEMBER = _("It is needed for what she takes part in (article 6.1.b)")
    INTEREST = _("The network’s interest, which harms nobody’s (article 6.1.f)")


@dataclass(frozen=True)
class Activity:
    """Something that is done with what is known of people.

    Attributes:
        code: stable name.
        name: what people call it.
        purpose: what for.
        people: of whom.
        data: what is known of them.
        recipients: who sees it, beside those who run the machine.
        ground: what allows it.
    """

    code: str
    name: Words
    purpose: Words
    people: Words
    data: Words
    recipients: Words
    ground: Ground


MEMBERS = _("Members, partners and volunteers who have an account")
VISITORS = _("Visitors")
ADMINISTRATORS = _("The administrators of the site")

ACCOUNTS = Activity(
    "accounts",
    _("Accounts and signing in"),
    _("To let people in, keep others out, and know who wrote what"),
    MEMBERS,
    _("Name, e-mail addresses, language, second factors, when and with which browser she came"),
    ADMINISTRATORS,
    Ground.MEMBER,
)
PROFILES = Activity(
    "profiles",
    _("Profiles, photos and names on translations"),
    _("To let people find each other"),
    MEMBERS,
    _("What she fills in of herself, her photo, and to whom she shows each line"),
    _("Those whom she chooses, line by line"),
    Ground.AGREED,
)
SPACES = Activity(
    "spaces",
    _("Belonging to spaces"),
    _("To know who may see and do what, and who decided it"),
    _("Members, and those who are invited or ask to join"),
    _("Roles and their dates, invitations, requests to join, the journal"),
    _("The people and managers of the space, and the administrators of the site"),
    Ground.MEMBER,
)
WRITING = Activity(
    "writing",
    _("Pages, notes, discussions, files and translations"),
    _("To work together, and to publish what comes of it"),
    MEMBERS,
    _("What she writes and sends, with her name and the date"),
    _("Those who may see the page or the space"),
    Ground.MEMBER,
)
MAIL = Activity(
    "mail",
    _("E-mails"),
    _("To tell people what concerns them"),
    _("Members, and those who are invited"),
    _("To whom, when and about what; never what it said"),
    _("Nobody but the mail server"),
    Ground.MEMBER,
)
VOICES = Activity(
    "voices",
    _("What visitors tell us"),
    _("To answer them, and to mend what is wrong"),
    VISITORS,
    _("Name and e-mail address if they give them, what they write"),
    _("The administrators of the site; for translations, translators"),
    Ground.INTEREST,
)
SAFETY = Activity(
    "safety",
    _("Keeping the site safe and whole"),
    _("To shut out attackers, mend faults, and come back after a breakdown"),
    _("Members and visitors"),
    _("Counts of attempts, faults without anybody’s data, backups"),
    ADMINISTRATORS,
    Ground.INTEREST,
)

ACTIVITIES = (ACCOUNTS, PROFILES, SPACES, WRITING, MAIL, VOICES, SAFETY)
