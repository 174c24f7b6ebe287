"""Managers read the requests to join their space, and answer them."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.core.signing import BadSignature, Signer
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.actions.membership import RoleRefused
from access.decisions import may
from access.entrance import enter, space_context
from people.actions.answer_request import accept_request, decline_request
from people.entrances import sign_in_first
from people.forms.joining import AnswerForm
from people.models import JoinRequest
from people.names import name_of

PAGE_SIZE = 25
SIGNER = Signer(salt="people.join_request")


def address_of_request(request: JoinRequest) -> str:
    """The address that a letter to managers leads to: signed, and of no use to anybody else."""
    return reverse("request_by_letter", args=[SIGNER.sign(str(request.pk))])


@require_safe
def show_requests(request: HttpRequest, slug: str) -> HttpResponse:
    """The requests that wait, and those that were answered.

    Raises:
        Http404: not for this reader.
    """
    space = enter(request, slug, "manage")
    requests = JoinRequest.objects.filter(space=space).select_related("person")
    waiting = requests.waiting().order_by("created_at", "pk")
    answered = requests.filter(
        state__in=(JoinRequest.State.ACCEPTED, JoinRequest.State.DECLINED)
    ).order_by("-answered_at", "-pk")
    context = {
        **space_context(request, space, "requests"),
        "page": Paginator(waiting, PAGE_SIZE).get_page(request.GET.get("page")),
        "answered": answered[:PAGE_SIZE],
    }
    return render(request, "spaces/requests.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def show_request(request: HttpRequest, slug: str, key: int) -> HttpResponse:
    """One request with its two buttons.

    Raises:
        Http404: not for this reader, or none of this space.
    """
    space = enter(request, slug, "manage")
    asked = get_object_or_404(
        JoinRequest.objects.select_related("person", "answered_by"), space=space, pk=key
    )
    form = AnswerForm(
        request.POST if request.method == "POST" else None, initial={"role": space.newcomer_role}
    )
    if form.is_valid():
        values = form.cleaned_data
        try:
            if "decline" in request.POST:
                done = decline_request(asked, request.user, values["reply"])
            else:
                done = accept_request(asked, values["role"], request.user)
        except RoleRefused as refused:
            form.add_error("role", str(refused.decision.reason))
        else:
            told = _("Your answer is on its way.") if done else _("This request is over already.")
            messages.info(request, told)
            return redirect("space_requests", space.slug)
    context = {
        **space_context(request, space, "requests"),
        "asked": asked,
        "name": asked.name,
        "answerer": name_of(asked.answered_by),
        "form": form,
    }
    return render(request, "spaces/request.html", context, status=400 if form.errors else 200)


@require_safe
def follow_letter(request: HttpRequest, signed: str) -> HttpResponse:
    """The link of a letter: the request, for a manager of its space who is signed in.

    Raises:
        Http404: the link is not ours, or the request is not for this reader.
    """
    try:
        key = SIGNER.unsign(signed)
    except BadSignature as forged:
        raise Http404 from forged
    if not request.user.is_authenticated:
        return sign_in_first(request)
    asked = get_object_or_404(JoinRequest.objects.select_related("space"), pk=key)
    if not may(request.user, "manage", asked.space):
        raise Http404
    return redirect("space_request", asked.space.slug, asked.pk)
