"""The managers of an organisation's space correct its shared record themselves."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.device import keeping_drafts, telling_saved
from access.entrance import enter, space_context
from access.holding import hold, saving
from access.models import Space
from people.actions.correct_organization import correct
from people.forms.organization import OrganizationForm
from people.models import Organization, OrganizationProposal


def organizations_of(space: Space) -> Any:
    """The organisations that own a space."""
    return Organization.objects.filter(spaces=space)


@require_safe
def choose_organization(request: HttpRequest, slug: str) -> HttpResponse:
    """The record of the organisation that owns the space; a choice where several do.

    Raises:
        Http404: not for this reader, or no organisation owns the space.
    """
    space = enter(request, slug, "manage")
    organizations = list(organizations_of(space))
    if not organizations:
        raise Http404
    if len(organizations) == 1:
        return redirect("space_organization", space.slug, organizations[0].slug)
    context = {**space_context(request, space, "settings"), "organizations": organizations}
    return render(request, "spaces/organizations.html", context)


@keeping_drafts
@require_http_methods(["GET", "HEAD", "POST"])
@saving
def edit_organization(request: HttpRequest, slug: str, organization: str) -> HttpResponse:
    """The fields of the record.

    Raises:
        Http404: not for this reader, or the space is not that organisation's.
    """
    space = enter(request, slug, "manage")
    record = get_object_or_404(organizations_of(space).prefetch_related("texts"), slug=organization)
    hold(request, record)
    name = record.name
    form = OrganizationForm(request.POST if request.method == "POST" else None, instance=record)
    if form.is_valid():
        waiting = correct(form.instance, form.descriptions, form.proposals, request.user)
        messages.success(request, _("Saved: every page that names this organisation shows it."))
        for proposal in waiting:
            messages.info(
                request,
                _("%(what)s: your change waits for an editor.") % {"what": proposal.what},
            )
        return telling_saved(request, redirect("space_organization", space.slug, record.slug))
    pending = OrganizationProposal.objects.filter(
        organization=record, state=OrganizationProposal.State.PENDING
    )
    context = {
        **space_context(request, space, "settings"),
        "organization_name": name,
        "form": form,
        "pending": pending.order_by("field"),
    }
    return render(request, "spaces/organization.html", context, status=form.status_code())
