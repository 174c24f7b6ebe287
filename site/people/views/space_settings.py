"""How a space works: names, who comes in, parts, state. What changes much is confirmed first."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.actions.space import (
    change_joining,
    change_machine_help,
    change_parts,
    change_preset,
    change_status,
    describe,
)
from access.decisions import may
from access.device import keeping_drafts, telling_saved
from access.effects import effect_of
from access.entrance import enter, space_context
from access.holding import hold, saving
from access.models import Space
from access.presets import PRESETS
from access.roles import ROLES
from people.forms.joining import questions_of
from people.forms.space_settings import (
    ChangedNamesForm,
    JoiningForm,
    MachineForm,
    PartsForm,
    PresetForm,
    StatusForm,
)
from people.models import JoinRequest
from people.status_words import STATUS_SENTENCES
from people.views.organization_record import organizations_of


@keeping_drafts
@require_safe
def show_settings(request: HttpRequest, slug: str) -> HttpResponse:
    """How the space works now, with a link to change each thing.

    Raises:
        Http404: not for this reader.
    """
    space = enter(request, slug, "manage")
    context = {
        **space_context(request, space, "settings"),
        "parts_on": [space.part_name(part) for part in space.parts],
        "newcomer": ROLES[space.newcomer_role],
        "questions": questions_of(space),
        "has_machine": bool(settings.MACHINE_TRANSLATION_URL),
        "status_sentence": STATUS_SENTENCES[space.status],
        "organizations": organizations_of(space),
        "may_open_folder": space.is_writable and space.kind != Space.Kind.FOLDER,
        "may_administer": may(request.user, "administer", space),
    }
    return render(request, "spaces/settings.html", context)


def held_space(request: HttpRequest, slug: str) -> Space:
    """The space of these settings, which nobody else changes while a form is saved.

    Raises:
        Http404: not for this reader.
    """
    space = enter(request, slug, "manage")
    hold(request, space)
    return space


@keeping_drafts
@require_http_methods(["GET", "HEAD", "POST"])
@saving
def edit_names(request: HttpRequest, slug: str) -> HttpResponse:
    """What the space is called, and what it is for, in each language.

    Raises:
        Http404: not for this reader.
    """
    space = held_space(request, slug)
    form = ChangedNamesForm(request.POST if request.method == "POST" else None, space=space)
    if form.is_valid():
        describe(space, form.texts("name"), form.texts("sentence"))
        return saved(request, space)
    return show_form(request, space, form, _("Name and sentence"))


@keeping_drafts
@require_http_methods(["GET", "HEAD", "POST"])
@saving
def edit_joining(request: HttpRequest, slug: str) -> HttpResponse:
    """The role of newcomers, and the questions to those who ask to join.

    Raises:
        Http404: not for this reader.
    """
    space = held_space(request, slug)
    form = JoiningForm(space, request.POST if request.method == "POST" else None)
    if form.is_valid():
        change_joining(space, form.cleaned_data["newcomer_role"], form.questions)
        return saved(request, space)
    return show_form(request, space, form, _("Newcomers"))


@keeping_drafts
@require_http_methods(["GET", "HEAD", "POST"])
@saving
def edit_parts(request: HttpRequest, slug: str) -> HttpResponse:
    """Switch parts on and off.

    Raises:
        Http404: not for this reader.
    """
    space = held_space(request, slug)
    data = request.POST if request.method == "POST" else None
    form = PartsForm(data, initial={"parts": space.parts})
    if form.is_valid():
        change_parts(space, form.cleaned_data["parts"], request.user)
        return saved(request, space)
    hint = _(
        "What is off is in no menu and at no address, for managers neither; what it holds is kept."
    )
    return show_form(request, space, form, _("Parts"), hint)


@keeping_drafts
@require_http_methods(["GET", "HEAD", "POST"])
@saving
def edit_machine_help(request: HttpRequest, slug: str) -> HttpResponse:
    """Agree that a translation service reads texts of the space, or take that back.

    Raises:
        Http404: not for this reader, or the site has no such service.
    """
    space = held_space(request, slug)
    if not settings.MACHINE_TRANSLATION_URL:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = MachineForm(data, initial={"machine_help": space.machine_help})
    if form.is_valid():
        change_machine_help(space, form.cleaned_data["machine_help"], request.user)
        return saved(request, space)
    hint = _(
        "A machine writes a first draft, which readers see only once somebody has read it. "
        "The service is outside the site: it reads what is sent to it."
    )
    return show_form(request, space, form, _("Translation by a machine"), hint)


def show_form(
    request: HttpRequest, space: Space, form: Any, title: str, hint: str = ""
) -> HttpResponse:
    """One form of the settings."""
    context = {
        **space_context(request, space, "settings"), "form": form, "title": title, "hint": hint
    }  # fmt: skip
    return render(request, "spaces/settings_form.html", context, status=form.status_code())


def saved(request: HttpRequest, space: Space) -> HttpResponse:
    """Back to the settings, with a word."""
    messages.success(request, _("Saved."))
    return telling_saved(request, redirect("space_settings", space.slug))


@require_http_methods(["GET", "HEAD", "POST"])
@saving
def edit_preset(request: HttpRequest, slug: str) -> HttpResponse:
    """Who comes in: choose, read what it will do and to how many people, confirm.

    Raises:
        Http404: not for this reader.
    """
    space = held_space(request, slug)
    data = request.POST if request.method == "POST" else request.GET
    form = PresetForm(data if "preset" in data else None, initial={"preset": space.preset})
    context = {
        **space_context(request, space, "settings"), "presets": PRESETS.values(), "form": form
    }  # fmt: skip
    chosen = form.chosen
    if chosen in ("", space.preset):
        status = 400 if form.errors else 200
        return render(request, "spaces/settings_preset.html", context, status=status)
    if request.method == "POST" and form.is_valid():
        change_preset(space, chosen, request.user)
        return saved(request, space)
    requests = JoinRequest.objects.waiting().filter(space=space).count()
    context.update(
        chosen=PRESETS[chosen],
        effect=effect_of(space, chosen),
        requests=requests if PRESETS[chosen].joining != "on_request" else 0,
    )
    return render(
        request, "spaces/settings_preset_confirm.html", context, status=form.status_code()
    )


@require_http_methods(["GET", "HEAD", "POST"])
@saving
def edit_status(request: HttpRequest, slug: str) -> HttpResponse:
    """In use, read only or archived: choose, read what it means, confirm.

    Raises:
        Http404: not for this reader.
    """
    space = held_space(request, slug)
    data = request.POST if request.method == "POST" else request.GET
    form = StatusForm(data if "status" in data else None, initial={"status": space.status})
    context = {
        **space_context(request, space, "settings"),
        "statuses": [(code, label, STATUS_SENTENCES[code]) for code, label in Space.Status.choices],
        "form": form,
    }
    if form.chosen in ("", space.status):
        status = 400 if form.errors else 200
        return render(request, "spaces/settings_status.html", context, status=status)
    chosen = Space.Status(form.chosen)
    if request.method == "POST" and form.is_valid():
        change_status(space, chosen, request.user)
        return saved(request, space)
    context.update(chosen=chosen, sentence=STATUS_SENTENCES[chosen])
    return render(
        request, "spaces/settings_status_confirm.html", context, status=form.status_code()
    )
