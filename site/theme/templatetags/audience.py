"""“Who can see this?” beside what one reads or is about to write."""

from typing import Any

from django import template

from access.kinds import KINDS
from access.who import panel

register = template.Library()


@register.inclusion_tag("look/seen_by.html", takes_context=True)
def seen_by(context: dict[str, Any], kind: str, thing: Any) -> dict[str, Any]:
    """Who sees an object, in words and number, with a link to why.

    Args:
        context: the template's, with the `request`.
        kind: its kind in addresses; a form names the space that it writes to.
        thing: the object.
    """
    answer = panel(context["request"].user, KINDS[kind], thing)
    return {"panel": answer, "kind": kind, "number": thing.pk}
