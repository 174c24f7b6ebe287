"""What happens elsewhere when a page or an organisation changes: the index and the caches hear."""

from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Locale, Page, Revision, Site
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    pre_page_move,
)

from access.actions.space import parts_changed, space_described
from access.generation import raise_generation, raise_when_changed
from access.models import PUBLIC, AudienceRoot, PageAudience, Space
from files.moving import audience_changed
from files.text.queue import text_known
from languages.models import TranslationLink
from pages.actions.adapt import stays_within
from pages.actions.begin_language import language_published
from pages.actions.describe_space import home_published, rename_homes
from pages.actions.follow_merge import follow_merge
from pages.actions.follow_themes import follow_themes
from pages.actions.move_in_turn import move_in_turn
from pages.actions.switch_events import follow_parts, hide_new_event
from pages.file_source import FileSource
from pages.models import (
    ActionSheet,
    Home,
    Network,
    ObjectiveText,
    PageObjective,
    Period,
    StrategicObjective,
)
from pages.models.old_address import remember
from pages.models.resource import Resource
from pages.models.space_home import SpaceHome
from pages.revisions import keep_order
from pages.source import OrganizationSource, PageSource
from people.actions.merge_organizations import organizations_merged
from people.models import Organization, OrganizationText
from search.documents import SOURCES, register
from search.facets import documents_with
from search.models import SearchDocument
from search.outbox import enqueue
from thesaurus.actions.merge_concepts import concepts_merged
from thesaurus.models import Concept, Territory

MOST_AT_ONCE = 300
"""Whoever changes a term that more objects carry does not wait until all are indexed again."""


def versions(page: Page) -> list[int]:
    """Ids of a page and of its translations: which of them lists show depends on all."""
    return list(
        Page.objects.filter(translation_key=page.translation_key).values_list("pk", flat=True)
    )


def is_public(page: Page) -> bool:
    """Whether anonymous readers see a page once it is published."""
    return PageAudience.objects.filter(page=page.pk, audience=PUBLIC).exists()


def page_changed(instance: Page, **signal: Any) -> None:
    """A page was published or withdrawn; offers have the places of their network."""
    enqueue("page", versions(instance))
    if isinstance(instance, Network):
        enqueue("page", Page.objects.child_of(instance).values_list("pk", flat=True))
    raise_generation(is_public=is_public(instance))


def link_changed(instance: TranslationLink, **signal: Any) -> None:
    """A page stands otherwise to what it was made from, and its row in results says so."""
    enqueue("page", [instance.target_id])


def branch_changed(instance: Page, **signal: Any) -> None:
    """A page moved or changed its address, and all beneath with it."""
    enqueue("page", instance.get_descendants(inclusive=True).values_list("pk", flat=True))
    raise_generation()


def moved_away(instance: Page, url_path_before: str, url_path_after: str, **signal: Any) -> None:
    """A branch lies elsewhere: links to where its pages were lead on."""
    if url_path_before != url_path_after:
        leave(instance, url_path_before, url_path_after)


def renamed(instance: Page, instance_before: Page, **signal: Any) -> None:
    """A page has another address, and all beneath with it."""
    leave(instance, instance_before.url_path, instance.url_path)


def leave(page: Page, before: str, after: str) -> None:
    """Remember the places that a branch left."""
    rows = Page.objects.descendant_of(page, inclusive=True).values_list("pk", "url_path")
    remember((key, before + path.removeprefix(after)) for key, path in rows)


def siblings_shifted(**signal: Any) -> None:
    """A move to a place between others gives those, and all beneath them, new paths too."""
    path = Page.objects.filter(pk=OuterRef("object_id")).values("path")
    documents = SearchDocument.objects.filter(kind="page").annotate(now=Subquery(path))
    enqueue("page", documents.exclude(path=F("now")).values_list("object_id", flat=True))


def period_changed(instance: Period, **signal: Any) -> None:
    """A period was archived, or opened again: its sheets leave or join the default lists."""
    sheets = ActionSheet.objects.filter(period=instance, live=True)
    enqueue("page", sheets.values_list("pk", flat=True))


def page_deleted(sender: type, instance: Any, **signal: Any) -> None:
    """A page goes: strike it and reconsider its translations."""
    if isinstance(instance, Page):
        enqueue("page", versions(instance))
        raise_generation(is_public=is_public(instance))


def organization_changed(instance: Any, **signal: Any) -> None:
    """An organisation, or its description, changed."""
    key = instance.organization_id if isinstance(instance, OrganizationText) else instance.pk
    enqueue("organization", [key])


def term_changed(instance: Concept | Territory, created: bool = False, **signal: Any) -> None:
    """A theme or a place lies elsewhere perhaps, or is gone: so is what was found by it."""
    if created:
        return
    name = "theme" if isinstance(instance, Concept) else "country"
    found = documents_with(name, instance.code)
    for kind in SOURCES:
        keys = list(found.filter(kind=kind).values_list("object_id", flat=True).distinct())
        enqueue(kind, keys, is_patient=len(keys) > MOST_AT_ONCE)


def document_changed(instance: Any, **signal: Any) -> None:
    """A file was added, replaced or removed."""
    reindex_files([instance.pk])


def reindex_files(ids: list[int]) -> None:
    """Files are found by their new text, and so are the resources that give them."""
    enqueue("document", ids)
    enqueue("page", Resource.objects.filter(file__in=ids, live=True).values_list("pk", flat=True))


def texts_known(ids: list[int], **signal: Any) -> None:
    """The words of files are known now."""
    reindex_files(ids)


def files_moved(sender: type, ids: list[int], **signal: Any) -> None:
    """Files came to another audience: from now on more, or fewer, people find them."""
    if sender is get_document_model():
        reindex_files(ids)


def parts_switched(space: Space, **signal: Any) -> None:
    """The files of a space were perhaps switched on or off."""
    inside = space.collection.get_descendants(inclusive=True)
    files = get_document_model().objects.filter(collection__in=inside)
    enqueue("document", files.values_list("pk", flat=True))


def connect() -> None:
    """Connect everything above, and name the sources of the index."""
    register(PageSource())
    register(OrganizationSource())
    register(FileSource())
    pre_save.connect(keep_order, sender=Revision, dispatch_uid="pages.revisions")
    for signal in (page_published, page_unpublished):
        signal.connect(page_changed, dispatch_uid="pages.changed")
    for signal in (post_save, post_delete):
        signal.connect(link_changed, sender=TranslationLink, dispatch_uid=f"index.link.{signal}")
    pre_page_move.connect(move_in_turn, dispatch_uid="pages.moved.in_turn")
    pre_page_move.connect(stays_within, dispatch_uid="pages.adaptation.moved")
    page_published.connect(home_published, sender=SpaceHome, dispatch_uid="pages.home_published")
    page_published.connect(language_published, sender=Home, dispatch_uid="pages.language")
    space_described.connect(rename_homes, dispatch_uid="pages.described")
    page_published.connect(hide_new_event, dispatch_uid="pages.events.new")
    parts_changed.connect(follow_parts, dispatch_uid="pages.events")
    post_page_move.connect(branch_changed, dispatch_uid="pages.moved")
    post_page_move.connect(siblings_shifted, dispatch_uid="pages.shifted")
    page_slug_changed.connect(branch_changed, dispatch_uid="pages.renamed")
    page_slug_changed.connect(renamed, dispatch_uid="pages.old.renamed")
    post_page_move.connect(moved_away, dispatch_uid="pages.old.moved")
    pre_delete.connect(page_deleted, dispatch_uid="pages.deleted")
    for model in (Organization, OrganizationText):
        post_save.connect(organization_changed, sender=model, dispatch_uid=f"index.{model}")
        post_delete.connect(organization_changed, sender=model, dispatch_uid=f"strike.{model}")
    m2m_changed.connect(
        organization_changed, sender=Organization.sectors.through, dispatch_uid="index.sectors"
    )
    for term in (Concept, Territory):
        for signal in (post_save, post_delete):
            signal.connect(term_changed, sender=term, dispatch_uid=f"index.{term}.{signal}")
    post_save.connect(period_changed, sender=Period, dispatch_uid="index.period")
    document_model = get_document_model()
    for signal in (post_save, pre_delete):
        signal.connect(
            document_changed, sender=document_model, dispatch_uid=f"index.document.{signal}"
        )
    audience_changed.connect(files_moved, dispatch_uid="index.files")
    text_known.connect(texts_known, dispatch_uid="index.texts")
    parts_changed.connect(parts_switched, dispatch_uid="index.space")
    organizations_merged.connect(follow_merge, dispatch_uid="pages.merged")
    concepts_merged.connect(follow_themes, dispatch_uid="pages.themes.merged")
    raise_when_changed(
        AudienceRoot, Collection, Locale, ObjectiveText, Organization, OrganizationText,
        PageObjective, Period, Site, StrategicObjective, document_model, get_image_model(),
    )  # fmt: skip
