"""Switch a section off or on again, in all its languages at once."""

from typing import Any

from django.db import transaction
from wagtail.models import Page

from access import journal
from access.decisions import Decision, may
from access.models import SWITCHED_OFF, AudienceRoot, JournalEntry
from pages.models.home import Home


def is_on(section: Page) -> bool:
    """Whether a section is shown; one that is not saved yet will be."""
    off = AudienceRoot.objects.filter(audience=SWITCHED_OFF)
    return not off.filter(page=section.pk).exists()


def may_switch(person: Any, page: Page) -> Decision | bool:
    """Whether a person may switch sections: administrators, and who publishes the home page.

    Args:
        person: who asks.
        page: the section, or the page beneath which it is being written.
    """
    home = Home.objects.ancestor_of(page, inclusive=True).first()
    if home is None:
        return False
    return may(person, "administer", home) or home.permissions_for_user(person).can_publish()


@transaction.atomic
def switch(section: Page, on: bool, actor: Any) -> None:
    """Let a section and all beneath it be seen by nobody, or by those who saw it before.

    A section that is a root of its own keeps that audience, and stays as it is.

    Args:
        section: in whatever language.
        on: whether it is to be shown.
        actor: who does it.
    """
    if is_on(section) == on:
        return
    versions = Page.objects.filter(translation_key=section.translation_key)
    if on:
        for root in AudienceRoot.objects.filter(page__in=versions, audience=SWITCHED_OFF):
            root.delete()
    else:
        for page in versions.filter(audience_root=None):
            AudienceRoot.begin(page, SWITCHED_OFF)
    journal.write(JournalEntry.Verb.AUDIENCE_CHANGED, actor, page=section.pk, on=on)
