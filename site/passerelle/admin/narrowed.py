"""Screens of Wagtail that list more than a person may see, or break, mended in place."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from wagtail.admin import filters as admin_filters
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.bulk_action import BulkAction
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.views.reports.audit_logging import SiteHistoryReportFilterSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.images.views import chooser as image_chooser
from wagtail.models import Page, Task, Workflow
from wagtail.permissions import policy_registry

from passerelle.admin.seen import (
    Kind,
    files,
    seen_pages,
    seen_people,
    seen_tasks,
    seen_workflows,
)

every_object = BulkAction.get_actionable_objects
make_filters = WagtailFilterSet.__init__


def narrow_screens() -> None:
    """Put our methods in the place of Wagtail's, which take no hook."""
    BulkAction.get_actionable_objects = own_objects
    ChooseParentView.get_valid_parent_pages = own_parents
    WagtailFilterSet.__init__ = make_own_filters
    # Wagtail wrote this for the name that the base class used to ask for.
    SiteHistoryReportFilterSet.get_users_queryset = SiteHistoryReportFilterSet.get_user_choices
    for module in (admin_filters, image_chooser):
        module.popular_tags_for_model = no_tags
    for view in (ImagesAdminAPIViewSet, DocumentsAdminAPIViewSet):
        view.get_queryset = own_files(view.get_queryset)


def no_tags(model: type[Model]) -> list[Any]:
    """No popular tags: Wagtail counts those of everybody's files."""
    return []


def own_files(every_file: Any) -> Any:
    """A method that lists the files in the admin's API that the person may choose or change."""

    def get_queryset(self: Any) -> QuerySet[Any]:
        found = every_file(self)
        return found.filter(pk__in=files(found.model, self.request.user).values("pk"))

    return get_queryset


def make_own_filters(self: Any, *args: Any, **kwargs: Any) -> None:
    """Make the filters of a list; Wagtail offers everybody, and every workflow, in them."""
    make_filters(self, *args, **kwargs)
    for item in self.filters.values():
        if getattr(item, "queryset", None) is not None:
            item.queryset = own_choices(item.queryset)


def own_choices(choices: Any) -> Any:
    """What a filter offers, narrowed to what the person comes across."""

    def narrowed(request: Any) -> Any:
        found = choices(request) if callable(choices) else choices
        kinds: dict[type[Model], Kind] = {
            get_user_model(): seen_people,
            Workflow: seen_workflows,
            Task: seen_tasks,
        }
        kind = kinds.get(found.model) if found is not None else None
        return found.filter(pk__in=kind(request.user).values("pk")) if kind else found

    return narrowed


def own_objects(self: Any) -> tuple[list[Any], dict[str, list[Any]]]:
    """What an act on many is about; Wagtail also names all that it must leave out."""
    objects, others = every_object(self)
    person = self.request.user
    seen = seen_pages(person) if self.model is Page else files(self.model, person)
    left_out = others["items_with_no_access"]
    known = set(seen.filter(pk__in=[item.pk for item in left_out]).values_list("pk", flat=True))
    others["items_with_no_access"] = [item for item in left_out if item.pk in known]
    return objects, others


def own_parents(self: Any, user: Any) -> QuerySet[Page]:
    """The pages beneath which the person may add one of this type, by our policy."""
    types = ContentType.objects.get_for_models(*self.model.allowed_parent_page_models()).values()
    pages = policy_registry.get_by_type(Page).instances_user_has_permission_for(user, "add")
    found = pages.filter(content_type__in=types)
    return found.filter(locale=self.locale) if self.locale else found
