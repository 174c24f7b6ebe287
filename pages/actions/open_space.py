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
    Page,
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
    plant_homes(space, spaces_pages())
    apply(space)
    return space


@transaction.atomic
def plant_homes(space: Space, places: Sequence[Spaces]) -> None:
    """A home page of the space, and its managers' pages, in each language that has none yet.

    They are published where the language is; else they are drafts until it is.

    Args:
        space: which.
        places: the page “Spaces” of each of these languages.
    """
    for above in places:
        language = above.locale.language_code
        name = space.in_language(space.names, language)
        sentence = space.in_language(space.sentences, language)
        with override(language):
            board = _("%(space)s: for its managers") % {"space": name}
        for page, audience in (
            (SpaceHome(title=name, slug=space.slug, summary=sentence), space.audience),
            (ManagersHome(title=board, slug=space.slug + MANAGERS_SUFFIX), space.managers_audience),
        ):
            others = type(page).objects.filter(space=space)
            if others.filter(locale=above.locale_id).exists():
                continue
            page.space, page.locale = space, above.locale
            page.translation_key = (
                others.values_list("translation_key", flat=True).first() or page.translation_key
            )
            begin(page, is_live=above.live)
            above.add_child(instance=page)
            AudienceRoot.begin(page, audience)


def begin(page: Page, is_live: bool) -> None:
    """Set a page that is not saved yet to be published, or to be a draft."""
    page.live, page.has_unpublished_changes = is_live, not is_live
    if is_live:
        page.first_published_at = page.last_published_at = timezone.now()


def spaces_pages() -> list[Spaces]:
    """The page “Spaces” of each language that has a home page, made where it is missing."""
    homes = Home.objects.select_related("locale").order_by("path")
    order = list(dict(settings.LANGUAGES))
    known = sorted(
        (home for home in homes if home.locale.language_code in order),
        key=lambda home: order.index(home.locale.language_code),
    )
    return [spaces_page(home) for home in known]


@transaction.atomic
def spaces_page(home: Home) -> Spaces:
    """The page “Spaces” under the home page of a language, made where it is missing.

    Nobody holds its audience, and a sign-in restriction stands behind it as a second wall for
    whatever asks Wagtail alone what is public.
    """
    known = Spaces.objects.child_of(home).select_related("locale").first()
    if known is not None:
        return known
    locale: Locale = home.locale
    with override(locale.language_code):
        page = Spaces(title=_("Spaces"), slug=SPACES_SLUG, locale=locale)
    if first := Spaces.objects.first():
        page.translation_key = first.translation_key
    page.live, page.has_unpublished_changes = home.live, not home.live
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
