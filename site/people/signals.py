"""What follows from a new account."""

from typing import Any

from wagtail.users.models import UserProfile

from people.models import Person


def choose_admin_language(instance: Person, created: bool, **signal: Any) -> None:
    """Show the editing screens in the person's language until she chooses another there."""
    if created:
        UserProfile.objects.get_or_create(
            user=instance, defaults={"preferred_language": instance.language}
        )
