"""The screen after an import: what could not be kept, and what is to be said of the pictures."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from wagtail.permission_policies.collections import CollectionOwnershipPermissionPolicy

from exchange.permissions import event_to_write_up
from exchange.write_ups.forms import PictureForm
from exchange.write_ups.write_up import save_draft
from files.models import Picture
from people.models import Person

KEPT_IN_SESSION = "left_out_of_write_up"
UNPROCESSABLE = 422


def open_result(request: HttpRequest, page_id: int, left_out: list[dict[str, Any]]) -> HttpResponse:
    """Lead to the screen, which shows these things for the page."""
    request.session[KEPT_IN_SESSION] = {"page": page_id, "left_out": left_out}
    return redirect("write_up_result", page_id)


def show_result(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show what was left out; take description, credit and consent of each picture.

    Args:
        request: from somebody of the administration.
        page_id: the key of a seminar or workshop.

    Raises:
        Http404: no such event.
        PermissionDenied: the person may not edit it now.
    """
    page = event_to_write_up(request.user, page_id)
    draft = page.get_latest_revision_as_object()
    blocks = list(draft.write_up.raw_data)
    person = cast(Person, request.user)
    asked = questions(blocks, person, request.POST if request.method == "POST" else None)
    if request.method == "POST" and all(form.is_valid() for _picture, form in asked):
        if write_answers(blocks, asked, person):
            save_draft(draft, blocks, person)
        request.session.pop(KEPT_IN_SESSION, None)
        return redirect("wagtailadmin_pages:edit", page.pk)
    kept = request.session.get(KEPT_IN_SESSION) or {}
    left_out = kept["left_out"] if kept.get("page") == page.pk else []
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(
        request,
        "exchange/result.html",
        {"page": page, "left_out": left_out, "asked": asked},
        status=status,
    )


Asked = list[tuple[Picture, PictureForm]]


def questions(blocks: list[Any], person: Person, data: Any) -> Asked:
    """A form for each picture of a body, once.

    Args:
        blocks: raw data of the body.
        person: who is asked: of pictures that she may not change, only for the description.
        data: what was sent, if anything was.
    """
    values = {
        block["value"]["picture"]: block["value"]
        for block in reversed(blocks)
        if block["type"] == "picture"
    }
    pictures = Picture.objects.in_bulk(values)
    asked = []
    for key in reversed(values):
        if (picture := pictures.get(key)) is None:
            continue
        initial = {
            "alt": values[key].get("alt", ""),
            "credit": picture.credit,
            "consent": picture.consent,
        }
        form = PictureForm(data, prefix=f"picture-{key}", initial=initial)
        if not may_change(person, picture):
            form.fields["credit"].disabled = form.fields["consent"].disabled = True
        asked.append((picture, form))
    return asked


def may_change(person: Person, picture: Picture) -> bool:
    """Whether a person may change a picture, in the words of the library of pictures."""
    policy = CollectionOwnershipPermissionPolicy(
        Picture, auth_model=Picture, owner_field_name="uploaded_by_user"
    )
    is_own = picture.uploaded_by_user_id == person.pk
    return is_own or policy.user_has_permission_for_instance(person, "change", picture)


def write_answers(blocks: list[Any], asked: Asked, person: Person) -> bool:
    """Write descriptions into the blocks, the rest into the pictures.

    Returns:
        Whether a block has changed.
    """
    descriptions = {}
    for picture, form in asked:
        answers = form.cleaned_data
        descriptions[picture.pk] = answers["alt"]
        if (picture.credit, picture.consent) != (answers["credit"], answers["consent"]):
            picture.credit, picture.consent = answers["credit"], answers["consent"]
            picture.save(update_fields=["credit", "consent"])
    changed = False
    for block in blocks:
        if block["type"] != "picture" or block["value"]["picture"] not in descriptions:
            continue
        alt = descriptions[block["value"]["picture"]]
        changed = changed or block["value"].get("alt", "") != alt
        block["value"]["alt"] = alt
    return changed
