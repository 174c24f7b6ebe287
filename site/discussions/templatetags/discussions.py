"""What templates show of threads and messages."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from discussions.models import Message
from discussions.names import name_of
from discussions.paging import message_address as address_of_message
from discussions.text import as_html, plain

register = template.Library()


@register.simple_tag
def message_text(message: Message) -> SafeString:
    """The text of a message; those whom it names are set off."""
    people = [mention.person for mention in message.mentions.all()]
    names = [name for person in people for name in (person.get_full_name(), person.first_name)]
    return as_html(message.text, filter(None, names))


@register.filter
def plain_text(text: str) -> str:
    """The words of a text, on one line."""
    return plain(text)


@register.filter
def author_name(person: Any) -> str:
    """The name of whoever wrote something."""
    return name_of(person)


@register.simple_tag
def message_address(message: Message) -> str:
    """Where a message is read."""
    return address_of_message(message)


@register.simple_tag
def message_edit(message: Message) -> str:
    """Where a message is changed."""
    if message.opens:
        name, number = f"{message.thread.facts.thread_name}_edit", message.thread_id
    else:
        name, number = "message_edit", message.pk
    return reverse(name, args=[message.thread.space.slug, number])
