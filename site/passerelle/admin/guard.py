"""Ids that come to the editing screens name only what the person may come across there.

Wagtail checks most of them, but late: some screens show a title first, and a refusal in a
message says that the object exists. Here what is not hers is missing, in one place.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import TaskState, WorkflowState

from access.decisions import may
from access.numbers import number_in
from languages.machine import MachineAway
from passerelle.admin.seen import (
    Kind,
    chosen_pages,
    runs_the_network,
    seen_collections,
    seen_documents,
    seen_pages,
    seen_pictures,
    seen_pins,
)
from passerelle.admin.translations import check_translation, refused_to_the_machine

IN_ADDRESS: dict[str, Kind] = {
    "page_id": seen_pages,
    "page_pk": seen_pages,
    "parent_page_id": seen_pages,
    "page_to_move_id": seen_pages,
    "destination_id": seen_pages,
    "image_id": seen_pictures,
    "document_id": seen_documents,
    "doc_id": seen_documents,
    "collection_id": seen_collections,
}
"""What parts of addresses name, wherever they stand."""

PK_IN_ADDRESS: dict[str, Kind] = {
    "wagtailadmin_pages": seen_pages,
    "wagtailadmin_api:pages": seen_pages,
    "wagtailadmin_api:images": seen_pictures,
    "wagtailimages_chooser": seen_pictures,
    "wagtailadmin_api:documents": seen_documents,
    "wagtaildocs_chooser": seen_documents,
    "wagtailadmin_collections": seen_collections,
    "wagtailsnippets_search_pin": seen_pins,
}
"""What `pk` names in the addresses of a name space."""

IN_QUERY: dict[str, dict[str, Kind]] = {
    "wagtailadmin_choose_page_chosen_multiple": {"id": chosen_pages},
    "wagtailimages_chooser:chosen_multiple": {"id": seen_pictures},
    "wagtaildocs_chooser:chosen_multiple": {"id": seen_documents},
}
"""What parameters name, by address."""

EVERYWHERE: dict[str, Kind] = {
    "childOf": seen_pages,
    "child_of": seen_pages,
    "descendant_of": seen_pages,
    "collection_id": seen_collections,
    "collection": seen_collections,
    "new_parent_page": seen_pages,
    "chooser": seen_pages,
}
"""What parameters and fields of forms name at any address."""

IN_BULK: dict[str, Kind] = {
    "page": seen_pages,
    "picture": seen_pictures,
    "image": seen_pictures,
    "sitedocument": seen_documents,
    "document": seen_documents,
}
"""What `id` names in an act on many, by model."""

OF_EVERY_SPACE = {
    "wagtailadmin_reports:page_types_usage",
    "wagtailadmin_reports:page_types_usage_results",
}
"""Screens that count the pages of all spaces and name the last one, whoever has entered which."""

FOR_NOBODY = {"wagtailadmin_error_test", "wagtailadmin_api:pages:action"}
"""A screen that only breaks, and an address that moves and copies without asking any hook."""

FOR_THE_NETWORK = {
    "wagtailadmin_workflows:usage",
    "wagtailadmin_workflows:usage_results",
    "wagtailadmin_workflows:task_chooser",
    "wagtailadmin_workflows:task_chooser_results",
    "wagtailadmin_workflows:task_chosen",
}
"""Screens that list every page of the site, or every step of a workflow."""

DOORS = {"admin/login/", "admin/logout/"}
"""Addresses for everybody."""

LONGEST_QUERY = 300

SIZE = re.compile(
    r"original|(?:max|min|fill|width|height|scale)-\d{1,4}(?:x\d{1,4})?(?:-c\d{1,3})?", re.ASCII
)
"""The sizes at which a picture is previewed: any chain of others is work for nothing."""


class AdminGuardMiddleware:
    """Answers as for what does not exist, before the screen is asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass on: the check needs to know which screen was found."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """Check what the address, the query and the form name.

        Raises:
            Http404: one of them is not for this person, or is not there.
            BadRequest: a search is longer than anybody types.
        """
        match = request.resolver_match
        person: Any = request.user
        if match is None or not match.route.startswith("admin/") or match.route in DOORS:
            return None
        if not person.is_authenticated:
            return None  # Wagtail asks to sign in, whatever the screen
        if not may(person, "enter_screens", None):
            # Members work in the light pages, as does a partner or a volunteer. Wagtail would ask
            # them to sign in, again and again.
            raise Http404
        if len(request.GET.get("q", "")) > LONGEST_QUERY:
            # Wagtail makes a condition of each word: its own stack ends before they do.
            raise BadRequest
        if not SIZE.fullmatch(kwargs.get("filter_spec", "original")):
            raise Http404
        name, space = match.view_name or "", ":".join(match.namespaces)
        if name in FOR_NOBODY:
            raise Http404
        if name in OF_EVERY_SPACE and not person.is_superuser:
            raise Http404
        if name in FOR_THE_NETWORK and not runs_the_network(person):
            raise Http404
        for kind, ids in named(request, name, space, kwargs):
            if not all_among(kind(person), ids):
                raise Http404
        check_workflow(kwargs)
        if space == "wagtail_localize" or name == "wagtailadmin_pages:edit":
            check_translation(request, kwargs)
        if name == "wagtail_localize:machine_translate":
            return refused_to_the_machine(request, kwargs["translation_id"])
        return None

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """A translation service that is away is no fault of the screen: say so, and go back."""
        if isinstance(exception, MachineAway):
            messages.error(request, str(exception))
            return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")
        return None


def named(
    request: HttpRequest, name: str, space: str, kwargs: dict[str, Any]
) -> Iterable[tuple[Kind, list[str]]]:
    """Pairs of a kind of object and the ids that a request names."""
    choosing = name.startswith("wagtailadmin_choose_page")
    for key, value in kwargs.items():
        kind = PK_IN_ADDRESS.get(space) if key == "pk" else IN_ADDRESS.get(key)
        if kind is not None:
            yield chosen_pages if choosing and kind is seen_pages else kind, [str(value)]
    parameters = EVERYWHERE | IN_QUERY.get(name, {})
    if name == "wagtail_bulk_action" and kwargs["model_name"] in IN_BULK:
        parameters["id"] = IN_BULK[kwargs["model_name"]]
    for key, kind in parameters.items():
        given = {*request.GET.getlist(key), *request.POST.getlist(key)} - {"", "all", "root"}
        if given:
            yield kind, sorted(given)


def all_among(queryset: Any, ids: list[str]) -> bool:
    """Whether every one of these ids is among the objects."""
    wanted = {number_in(one) for one in ids}
    if None in wanted:
        return False
    return queryset.filter(pk__in=wanted).values("pk").distinct().count() == len(wanted)


def check_workflow(kwargs: dict[str, Any]) -> None:
    """Refuse the state or step of a workflow of another page than the one named beside it.

    Wagtail says the names of both in its refusal.

    Raises:
        Http404: it is.
    """
    page = str(kwargs.get("page_id", ""))
    if "task_state_id" in kwargs:
        states = TaskState.objects.filter(pk=kwargs["task_state_id"])
        if not states.filter(workflow_state__object_id=page).exists():
            raise Http404
    if "task_id" in kwargs and page:
        steps = TaskState.objects.filter(task=kwargs["task_id"])
        if not steps.filter(workflow_state__object_id=page).exists():
            raise Http404
    if "workflow_state_id" in kwargs:
        flows = WorkflowState.objects.filter(pk=kwargs["workflow_state_id"], object_id=page)
        if not flows.exists():
            raise Http404
