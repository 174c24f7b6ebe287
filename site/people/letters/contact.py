"""The letter that brings a message of the contact form to the contact address."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from access.decisions import Decision
from people.models import ContactMessage, Letter, OurSite, Person
from people.post.kinds import Kind, register
from people.post.write import write


class Contacted(Kind):
    """To the contact address of the site. Facts: `message`."""

    code = "contact"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """It is the contact address still."""
        return OurSite.objects.filter(contact_address__iexact=letter.address).exists()

    def context(self, letter: Letter, person: Person | None) -> dict[str, Any]:
        """Who wrote, how to answer, and what.

        Raises:
            ContactMessage.DoesNotExist: it was deleted.
        """
        message = ContactMessage.objects.get(pk=letter.facts["message"])
        return {
            "subject": _("A message of the contact form"),
            "heading": _("%(name)s wrote to you through the site") % {"name": message.name},
            "lines": [_("Answer to: %(address)s") % {"address": message.address}],
            "quote": message.text,
            "answer_to": message.address,
            "action": {
                "label": _("See all messages"),
                "address": settings.BASE_URL + reverse("contact_messages"),
            },
        }


def tell_team(message: ContactMessage) -> None:
    """Write to the contact address, in the first language of the site."""
    addresses = OurSite.objects.exclude(contact_address="")
    write(
        Contacted.code,
        addresses.values_list("contact_address", flat=True),
        {"message": message.pk},
        key=f"contact:{message.pk}",
        language=settings.LANGUAGE_CODE,
    )


def connect() -> None:
    """Register the kind."""
    register(Contacted())
