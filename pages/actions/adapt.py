"""Adapt a page for other readers: a draft of its own, tied to what it was made from."""

from typing import Any

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, TranslatableMixin

from access.decisions import may
from access.models import PUBLIC
from access.moves import CannotMove, audience_at
from languages.actions.record import adapts
from languages.models import TranslationLink

NOT_COPIED = ["space", "first_published_at", "last_published_at"]
"""What the page itself keeps: above all the key to its space."""


def may_adapt(person: Any, page: Page) -> bool:
    """Whether a person may make an adaptation of a page: she works here, and may read it."""
    return bool(
        page.depth > 2
        and page.live
        and page.alias_of_id is None
        and may(person, "enter_screens", None)
        and may(person, "view", page)
    )


def objection(person: Any, page: Page, parent: Page) -> str:
    """Why an adaptation of a page cannot lie below another, in a sentence; empty if it can."""
    if not parent.permissions_for_user(person).can_add_subpage():
        return _("You may not add pages there.")
    model = page.specific_class
    above = parent.specific
    if model not in type(above).creatable_subpage_models() or not model.can_create_at(above):
        return _("A page of this type cannot lie there.")
    if not is_within(audience_at(parent), audience_at(page)):
        return _("There, people would see it who may not see the page that it is made from.")
    return ""


def is_within(audience: str, other: str) -> bool:
    """Whether all people of one audience are also of the other."""
    return other == PUBLIC or audience in (other, other.replace("space:", "managers:"))


@transaction.atomic
def adapt(page: Page, parent: Page, title: str, context: str, person: Any) -> Page:
    """Copy what a page says to its readers as a draft below another, in the language of that one.

    Args:
        page: what is adapted.
        parent: where the adaptation comes to lie; `objection` is asked before.
        title: what it is to be called.
        context: who its readers are.
        person: whose page it is.
    """

    def in_its_language(_page: Page, _copy: Page, _relation: str, child: Any) -> None:
        if isinstance(child, TranslatableMixin):
            child.locale = parent.locale

    own = page.specific
    columns = {column.name for column in own._meta.get_fields()}
    copy: Page = own.copy(
        to=parent,
        update_attrs={
            "title": title,
            "locale": parent.locale,
            "slug": find_available_slug(parent, slugify(title) or page.slug),
        },
        copy_revisions=False,
        keep_live=False,
        user=person,
        process_child_object=in_its_language,
        exclude_fields=[name for name in NOT_COPIED if name in columns],
    )
    adapts(copy, page, context)
    return copy


def stays_within(instance: Page, parent_page_after: Page, **signal: Any) -> None:
    """Refuse to move an adaptation to where more people see it than what it was made from.

    Args:
        instance: the page about to be moved, with all beneath.
        parent_page_after: the page that it would lie beneath.
        signal: what Wagtail's `pre_page_move` sends along.

    Raises:
        CannotMove: some of what is moved would be.
    """
    links = TranslationLink.objects.filter(
        kind=TranslationLink.Kind.ADAPTATION,
        target__path__startswith=instance.path,
        source__isnull=False,
    ).exclude(source__audience_row__audience=PUBLIC)
    links = links.select_related("source", "target")
    after = audience_at(parent_page_after)
    for link in links.exclude(source__path__startswith=instance.path):
        if link.source is not None and not is_within(after, audience_at(link.source)):
            raise CannotMove(
                _("Nothing was moved: “%(page)s” was made from a page that fewer people see.")
                % {"page": link.target.title}
            )
