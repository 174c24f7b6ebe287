"""Open a space in one step: its groups and files, and a home page in each language."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import (
    Locale,
    PageViewRestriction,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from access.actions.space import open_space as open_access
from access.apply import apply
from access.models import SPACES, AudienceRoot, Space
from pages.models.home import Home
from pages.models.reading import PublishersTask
from pages.models.space_home import (
    MANAGERS_SUFFIX,
    SPACES_SLUG,
    ManagersHome,
    SpaceHome,
    Spaces,
)


@transaction.atomic
def open_space(
    slug: str,
    names: dict[str, str],
    preset: str,
    actor: Any,
    managers: Sequence[Any],
    **fields: Any,
) -> Space:
    """Make a space and plant its home pages.

    Args:
        slug: short name in addresses, the same in each language.
        names: its name by language code.
        preset: a key of `access.presets.PRESETS`.
        actor: who opens it; None for the system.
        managers: its first managers, at least one.
        fields: other fields of `Space`, such as `kind` or `sentences`.

    Raises:
        ValueError: nobody is to manage it.
    """
    space = open_access(slug, names, preset, actor, managers, **fields)
    plant_homes(space)
    apply(space)
    return space


def plant_homes(space: Space) -> None:
    """A home page of the space under “Spaces” of each language, and its managers' pages."""
    keys: dict[type, Any] = {}
    for above in spaces_pages():
        language = above.locale.language_code
        name = space.in_language(space.names, language)
        sentence = space.in_language(space.sentences, language)
        with override(language):
            board = _("%(space)s: for its managers") % {"space": name}
        for page, audience in (
            (SpaceHome(title=name, slug=space.slug, summary=sentence), space.audience),
            (ManagersHome(title=board, slug=space.slug + MANAGERS_SUFFIX), space.managers_audience),
        ):
            page.space, page.locale, page.live = space, above.locale, True
            page.first_published_at = page.last_published_at = timezone.now()
            page.translation_key = keys.setdefault(type(page), page.translation_key)
            above.add_child(instance=page)
            AudienceRoot.begin(page, audience)


def spaces_pages() -> list[Spaces]:
    """The page “Spaces” of each language, made where it is missing."""
    pages: list[Spaces] = []
    for code, _language in settings.LANGUAGES:
        home = Home.objects.filter(locale__language_code=code).first()
        if home is None:
            continue
        page = Spaces.objects.child_of(home).first()
        if page is None:
            page = plant_spaces(home, pages[0] if pages else None)
        pages.append(page)
    return pages


def plant_spaces(home: Home, first: Spaces | None) -> Spaces:
    """The page “Spaces” under the home page of a language.

    Nobody holds its audience, and a sign-in restriction stands behind it as a second wall for
    whatever asks Wagtail alone what is public.
    """
    locale: Locale = home.locale
    with override(locale.language_code):
        page = Spaces(title=_("Spaces"), slug=SPACES_SLUG, locale=locale, live=True)
    if first is not None:
        page.translation_key = first.translation_key
    home.add_child(instance=page)
    AudienceRoot.begin(page, SPACES)
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    WorkflowPage.objects.create(workflow=reading_in_spaces(), page=page)
    return page


def reading_in_spaces() -> Workflow:
    """The workflow of all spaces: those who publish in one read what is handed in there."""
    known = Workflow.objects.filter(workflow_tasks__task__in=PublishersTask.objects.all()).first()
    if known is not None:
        return known
    with override(settings.LANGUAGE_CODE):
        workflow: Workflow = Workflow.objects.create(name=_("Reading in the space"))
        task = PublishersTask.objects.create(name=_("Somebody who publishes there reads it"))
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    return workflow
