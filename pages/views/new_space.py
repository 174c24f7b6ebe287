"""Open a space, or a folder of one's own space; begin from an empty copy of another."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.validators import slug_re
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from access.actions.space import hold_spaces
from access.entrance import enter, for_administrators, space_context
from access.models import Space
from access.roles import MANAGER
from pages.actions.open_space import open_space
from pages.forms import FolderForm, SpaceForm
from pages.models.space_home import MANAGERS_SUFFIX
from pages.owners import Owner, owner_named
from people.actions.invite import invite

TEMPLATE_FIELDS = ("parts", "questions", "newcomer_role")
"""What a space begins with when it is made from another: how it works, nothing that it holds."""
LONGEST_SLUG = 60
TAKEN = frozenset({"all", "new"})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def open_new_space(request: HttpRequest) -> HttpResponse:
    """Open a space for others to manage.

    `from` names one of one's own to begin from; `for` the organisation or page that gets it.

    Raises:
        Http404: she is no administrator, does not manage the space to begin from, or there is
            nothing of that name to open a space for.
    """
    template, owner = template_of(request), owner_of(request)
    initial = {"preset": template.preset, "kind": template.kind} if template else {}
    initial |= beginning(owner) if owner else {}
    form = SpaceForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        people = form.people
        space = open_with(
            request, form, template, managers=list(dict.fromkeys(people.values())),
            invited=[address for address in form.cleaned_data["managers"] if address not in people],
            owner=owner, kind=form.cleaned_data["kind"],
        )  # fmt: skip
        messages.success(request, _("“%(space)s” is open.") % {"space": space.name})
        return redirect("spaces")
    context = {
        "form": form, "template": template, "owner": owner, "title": _("Open a space")
    }  # fmt: skip
    status = 400 if form.errors else 200
    return render(request, "spaces/open.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def open_new_folder(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a folder of a space, managed by whoever opens it.

    Raises:
        Http404: she does not manage the space, or it is a folder itself.
    """
    parent = enter(request, slug, "manage")
    if parent.kind == Space.Kind.FOLDER or not parent.is_writable:
        raise Http404
    form = FolderForm(
        request.POST if request.method == "POST" else None, initial={"preset": "team"}
    )
    if form.is_valid():
        space = open_with(
            request, form, None, managers=[request.user], invited=form.cleaned_data["managers"],
            kind=Space.Kind.FOLDER, parent=parent,
        )  # fmt: skip
        return redirect("space", space.slug)
    context = {
        **space_context(request, parent, "settings"), "form": form, "title": _("Open a folder")
    }  # fmt: skip
    status = 400 if form.errors else 200
    return render(request, "spaces/new_folder.html", context, status=status)


def template_of(request: HttpRequest) -> Space | None:
    """The space to begin from, if one is named.

    Raises:
        Http404: there is none of that name that she manages.
    """
    slug = request.POST.get("from") or request.GET.get("from")
    if slug and not slug_re.fullmatch(slug):
        raise Http404
    return enter(request, slug, "manage") if slug else None


def owner_of(request: HttpRequest) -> Owner | None:
    """What the space is opened for, if that is named.

    Raises:
        Http404: nothing of that name can have a space of its own.
    """
    name = request.POST.get("for") or request.GET.get("for")
    owner = owner_named(name, request.user) if name else None
    if name and owner is None:
        raise Http404
    return owner


def beginning(owner: Owner) -> dict[str, str]:
    """What the form says at first: the owner's kind, and its name in each language."""
    titles = owner.titles
    names = {
        f"name_{code}": titles.get(code) or titles.get("", "")
        for code, _language in settings.LANGUAGES
    }
    return {"kind": owner.kind, **names}


@transaction.atomic
def open_with(
    request: HttpRequest,
    form: FolderForm,
    template: Space | None,
    managers: list[Any],
    invited: list[str],
    owner: Owner | None = None,
    **fields: Any,
) -> Space:
    """Open the space that a form describes, and invite those who manage it later."""
    hold_spaces()
    names = form.texts("name")
    if template:
        fields.update({name: getattr(template, name) for name in TEMPLATE_FIELDS})
    space = open_space(
        free_slug(next(iter(names.values()))), names, form.cleaned_data["preset"], request.user,
        managers, sentences=form.texts("sentence"), **fields,
    )  # fmt: skip
    if owner:
        owner.take(space)
    invite(space, invited, MANAGER, request.user, get_language() or "")
    return space


def free_slug(name: str) -> str:
    """A short name for addresses that no space has yet, nor the managers' pages of one."""
    stem = slugify(name)[:LONGEST_SLUG].removesuffix(MANAGERS_SUFFIX).strip("-") or "space"
    taken = {*Space.objects.filter(slug__startswith=stem).values_list("slug", flat=True), *TAKEN}
    numbers = range(2, len(taken) + 3)
    return next(
        slug for slug in (stem, *(f"{stem}-{number}" for number in numbers)) if slug not in taken
    )
