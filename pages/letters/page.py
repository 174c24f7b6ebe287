"""What all letters about a page have in common."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page
from wagtail.users.models import UserProfile

from access.decisions import Decision, may
from people.models import Letter, Person
from people.post.kinds import Kind


class PageLetter(Kind):
    """About a page of the editing screens, for somebody who may edit it.

    Its facts name the `page`. `wagtail_setting` is the box of Wagtail's account screen that turns
    such letters on and off: it counts as much as the stop link.
    """

    stoppable = True
    wagtail_setting: str

    def thread(self, facts: dict[str, Any]) -> str:
        """All letters about one page stand together."""
        return f"page:{facts['page']}"

    def still_holds(self, letter: Letter, person: Person | None) -> Decision | bool:
        """She may still edit the page, and has not turned such letters off."""
        if person is None or not those_who_want(self.wagtail_setting, [person]):
            return False
        return may(person, "edit", page_of(letter))


def those_who_want(setting: str, people: Iterable[Person]) -> list[Person]:
    """These people without those who unticked a box of Wagtail's account screen."""
    people = list(people)
    without = set(
        UserProfile.objects.filter(
            user__in=people, **{f"{setting}_notifications": False}
        ).values_list("user_id", flat=True)
    )
    return [person for person in people if person.pk not in without]


def page_of(letter: Letter) -> Page:
    """The page that a letter is about.

    Raises:
        Page.DoesNotExist: it is gone.
    """
    return Page.objects.get(pk=letter.facts["page"])


def edit_action(page: Page) -> dict[str, Any]:
    """The button that leads to the editing screen."""
    address = settings.BASE_URL.rstrip("/") + reverse("wagtailadmin_pages:edit", args=[page.pk])
    return {"label": _("Open the page in the editing screens"), "address": address}
