"""What a person may come across in the editing screens, by kind of object."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet
from taggit.models import Tag
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, Task, Workflow
from wagtail.permissions import policy_registry

from access.policies.pages import grants_of
from access.visibility import audiences_of, visible_to
from search.pins import Pin

FILE_ACTIONS = {"change", "delete", "choose"}
COLLECTION_ACTIONS = {"add", "change", "delete", "choose"}


def seen_pages(person: Any) -> QuerySet[Page]:
    """The pages that the explorer shows."""
    return policy_registry.get_by_type(Page).explorable_instances(person)


def chosen_pages(person: Any) -> QuerySet[Page]:
    """The pages that one may link to: those of the explorer, and what one may read.

    Choosers name a page by the title of its draft: whoever may only read it is not offered it
    while that is another one.
    """
    readable = visible_to(Page.objects.filter(draft_title=F("title")), audiences_of(person))
    # By id, for the search in the chooser filters by indexed columns only.
    return Page.objects.filter(
        Q(pk__in=seen_pages(person).values("pk")) | Q(pk__in=readable.values("pk"))
    )


def seen_pictures(person: Any) -> QuerySet[Any]:
    """The pictures that one may choose or change."""
    return files(get_image_model(), person)


def seen_documents(person: Any) -> QuerySet[Any]:
    """The documents that one may choose or change."""
    return files(get_document_model(), person)


def files(model: Any, person: Any) -> QuerySet[Any]:
    """The files of a model that one may choose or change."""
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(person, FILE_ACTIONS)


def seen_collections(person: Any) -> QuerySet[Collection]:
    """The collections in which one may do something."""
    found = Collection.objects.none()
    for model in (get_image_model(), get_document_model(), Collection):
        policy = policy_registry.get_by_type(model)
        found |= policy.collections_user_has_any_permission_for(person, COLLECTION_ACTIONS)
    return found


def seen_pins(person: Any) -> QuerySet[Any]:
    """The pinned results that are listed, whoever asks."""
    return Pin.objects.open()


def seen_people(person: Any) -> QuerySet[Any]:
    """Those who own or locked a page that one comes across."""
    # Read at once: as conditions, they would walk all pages for each.
    pages = seen_pages(person).order_by().values_list("owner", "locked_by").distinct()
    known = {key for row in pages for key in row if key is not None}
    return get_user_model().objects.filter(pk__in=known)


def seen_workflows(person: Any) -> QuerySet[Workflow]:
    """The workflows of pages that one comes across."""
    return Workflow.objects.filter(workflow_pages__page__in=seen_pages(person)).distinct()


def seen_tasks(person: Any) -> QuerySet[Task]:
    """The steps of those workflows."""
    return Task.objects.filter(workflow_tasks__workflow__in=seen_workflows(person)).distinct()


def seen_tags(person: Any) -> QuerySet[Tag]:
    """The tags of files that one may choose or change."""
    own = Q()
    for found in (seen_pictures(person), seen_documents(person)):
        own |= Q(
            taggit_taggeditem_items__content_type=ContentType.objects.get_for_model(found.model),
            taggit_taggeditem_items__object_id__in=found.values("pk"),
        )
    return Tag.objects.filter(own).distinct()


def runs_the_network(person: Any) -> bool:
    """Whether the person has rights on the root of all pages."""
    if person.is_superuser:
        return bool(person.is_active)
    return any(len(path) == len("0001") for path in grants_of(person).rights)


Kind = Callable[[Any], QuerySet[Any]]
