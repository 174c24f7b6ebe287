"""A person's saved searches: save one, see them, run, rename and delete them."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from access.entrance import keep_private
from access.holding import hold, saving
from access.models import Space
from access.versioned import VersionedForm
from access.visibility import audiences_of, spaces_in
from pages.actions.save_search import NotSaved, save_search
from pages.back import search_address
from pages.search_selection import SearchSelection
from pages.searches import Search
from pages.views.search import LONGEST_ADDRESS
from people.forms.text import VisibleText
from people.models import Person
from search.models import SavedSearch

UNPROCESSABLE = 422


class NameForm(forms.Form):
    """What a saved search is called."""

    name = VisibleText(label=gettext_lazy("Name"), max_length=SavedSearch.LONGEST_NAME)


class RenameForm(VersionedForm, NameForm):
    """The same for a search that has a name already."""


class SaveForm(NameForm):
    """A search to be saved."""

    query = forms.CharField(required=False, max_length=LONGEST_ADDRESS, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Row:
    """A saved search in the list.

    Attributes:
        saved: itself.
        about: what it asks for, in a line.
        form: its name, as it is or as it was typed.
    """

    saved: SavedSearch
    about: str
    form: RenameForm


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show_saved_searches(request: HttpRequest) -> HttpResponse:
    """All that the reader saved; a form that is sent here saves one more."""
    person = cast(Person, request.user)
    if request.method != "POST":
        return as_page(request, person)
    form = SaveForm(request.POST)
    if form.is_valid():
        asked = Search.of(person, QueryDict(form.cleaned_data["query"]))
        try:
            saved = save_search(person, asked, form.cleaned_data["name"])
        except NotSaved as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
            return redirect("saved_searches")
    return as_page(request, person, new=form)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@saving
def show_saved_search(request: HttpRequest, key: int) -> HttpResponse:
    """Run a search that the reader saved; a form that is sent here renames or deletes it.

    Raises:
        Http404: there is none, or it is somebody else's.
        BadRequest: the form asks for anything else.
    """
    person = cast(Person, request.user)
    saved = get_object_or_404(SavedSearch.objects.of(person), pk=key)
    if request.method == "GET":
        SavedSearch.objects.filter(pk=saved.pk).update(last_run=timezone.now())
    if request.method != "POST":
        return keep_private(redirect(f"{search_address(saved.language)}?{saved.query}"))
    act = request.POST.get("act")
    if act == "delete":
        saved.delete()
        messages.success(request, _("“%(name)s” is deleted.") % {"name": saved.name})
        return redirect("saved_searches")
    if act != "rename":
        raise BadRequest
    hold(request, saved)
    form = rename_form(saved, request.POST)
    if not form.is_valid():
        return as_page(request, person, renamed={saved.pk: form})
    SavedSearch.objects.filter(pk=saved.pk).update(name=form.cleaned_data["name"])
    messages.success(request, _("The new name is saved."))
    return redirect("saved_searches")


def as_page(
    request: HttpRequest,
    person: Person,
    new: SaveForm | None = None,
    renamed: dict[int, RenameForm] | None = None,
) -> HttpResponse:
    """The list, with forms that could not be taken as they were typed."""
    context = {"rows": rows_of(person, renamed or {}), "new": new}
    status = UNPROCESSABLE if new else 200
    for form in (renamed or {}).values():
        status = form.status_code(UNPROCESSABLE)
    return keep_private(
        TemplateResponse(request, "pages/saved_searches.html", context, status=status)
    )


def rename_form(saved: SavedSearch, data: QueryDict | None = None) -> RenameForm:
    """The form for the name of a search."""
    return RenameForm(data, initial={"name": saved.name}, auto_id=f"%s-{saved.pk}")


def rows_of(person: Person, typed: dict[int, RenameForm]) -> list[Row]:
    """Her saved searches, each said in words; spaces that she may no longer see are not named."""
    every = [
        (saved, SearchSelection.asked(QueryDict(saved.query)))
        for saved in SavedSearch.objects.of(person)
    ]
    spaces: dict[str, Any] = {
        space.slug: space
        for space in Space.objects.filter(
            slug__in={asked.space for _saved, asked in every},
            pk__in=spaces_in(audiences_of(person)),
        )
    }
    return [
        Row(
            saved,
            Search(asked, saved.language, (), spaces.get(asked.space)).name,
            typed.get(saved.pk) or rename_form(saved),
        )
        for saved, asked in every
    ]
