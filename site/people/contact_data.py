"""What somebody wrote in the contact form, found by the addresses that are hers."""

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from people.addresses import addresses_of
from people.erasure import Eraser, register_eraser
from people.models import ContactMessage, Person
from people.own_data import Rows, register_provider


def messages_of(person: Person) -> QuerySet[ContactMessage]:
    """The messages that came from her addresses, however these were written."""
    found = ContactMessage.objects.annotate(from_address=Lower("address"))
    return found.filter(from_address__in=addresses_of(person))


def message_rows(person: Person) -> Rows:
    """Her messages, to read."""
    fields = ("written_at", "name", "address", "text", "answered_at")
    return [dict(row) for row in messages_of(person).values(*fields)]


def forget(person: Person) -> None:
    """Delete them."""
    messages_of(person).delete()


def connect() -> None:
    """Hand in what the contact form holds of people."""
    register_provider("contact", _("What you wrote in the contact form"), message_rows)
    register_eraser(Eraser("contact", _("What you wrote in the contact form."), "", forget))
