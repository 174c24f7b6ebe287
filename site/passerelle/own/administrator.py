"""The first administrator: the one who lets all others in."""

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import override

from people.models import OurSite, Person
from people.roles import ADMINISTRATOR


def administrators() -> list[Person]:
    """Those who can administer the site, the first of them first."""
    people = Person.objects.filter(is_active=True)
    found = people.filter(groups__site_role__code=ADMINISTRATOR) | people.filter(is_superuser=True)
    return list(found.distinct().order_by("pk"))


def make_administrator(email: str, password: str | None, language: str) -> Person:
    """Give the site its first administrator; an account at that address becomes hers.

    Until “Our site” says otherwise, the messages of the contact form go to her.

    Args:
        email: her address, which counts as hers without a code.
        password: None where she is to set one by a link.
        language: of her screens and mails.
    """
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        person = Person.objects.create_user(email, password, language=language)
    person.groups.add(Group.objects.get(site_role__code=ADMINISTRATOR))
    OurSite.objects.get_or_create(pk=1, defaults={"contact_address": email})
    return person


def password_link(person: Person) -> str:
    """The address at which somebody sets her password, once."""
    parts = [user_pk_to_url_str(person), default_token_generator.make_token(person)]
    with override(person.language):
        address = reverse("account_reset_password_from_key", args=parts)
    return f"{settings.BASE_URL.rstrip('/')}{address}"
