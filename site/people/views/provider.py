"""To the provider and back, and the link to it."""

import time
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.utils import get_login_redirect_url, get_next_redirect_url
from allauth.core import ratelimit
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import complete_social_login
from allauth.socialaccount.internal.flows.connect import disconnect
from allauth.socialaccount.internal.statekit import unstash_state
from allauth.socialaccount.providers.base import AuthProcess
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.openid.dialogue import Dialogue, Provider
from people.openid.offer import KIND, has_another_way, is_offered, link_of
from people.openid.refusal import DOUBTFUL, STALE, STOPPED, TOO_OFTEN, Refused
from people.views.proof import View, proven


def where_offered(view: View) -> View:
    """Let an address be missing where no provider is offered."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_offered():
            raise Http404
        return view(request, *args, **kwargs)

    return answer


def provider_of(request: HttpRequest) -> Provider:
    """The provider."""
    provider: Provider = get_adapter(request).get_provider(request, KIND)
    return provider


def turn_away(request: HttpRequest, refusal: Refused, back: str | None) -> HttpResponse:
    """Say why, where one can sign in another way, or at one's account."""
    messages.error(request, str(refusal))
    if request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_provider"))
    query = f"?{urlencode({'next': back})}" if back else ""
    return HttpResponseRedirect(reverse("account_login") + query)


def send(request: HttpRequest, process: str) -> HttpResponse:
    """Lead a person to the provider, or say why not."""
    back = get_next_redirect_url(request)
    try:
        if not ratelimit.consume(request, action="login"):
            raise Refused(TOO_OFTEN)
        return provider_of(request).redirect(request, process, back)
    except Refused as refusal:
        return turn_away(request, refusal, back)


@where_offered
@require_POST
def begin(request: HttpRequest) -> HttpResponse:
    """Sign in through the provider."""
    if request.user.is_authenticated:
        return HttpResponseRedirect(get_login_redirect_url(request))
    return send(request, AuthProcess.LOGIN)


@where_offered
@require_safe
def come_back(request: HttpRequest) -> HttpResponse:
    """Take in who comes from the provider, in the language in which she left."""
    provider = provider_of(request)
    state = unstash_state(
        request, provider_id=provider.sub_id, state_id=request.GET.get("state", "")
    )
    language = state["language"] if state else get_language()
    with override(language):
        try:
            if state is None:
                raise Refused(STALE)
            return receive(request, provider, state)
        except Refused as refusal:
            return turn_away(request, refusal, state.get("next") if state else None)


def receive(request: HttpRequest, provider: Provider, state: dict[str, Any]) -> HttpResponse:
    """Sign in, link, or go on to making an account.

    Raises:
        Refused: the provider, the person herself or our rules say no.
    """
    if "error" in request.GET or "code" not in request.GET:
        is_hers = request.GET.get("error") == "access_denied"
        raise Refused(STOPPED if is_hers else DOUBTFUL)
    if request.GET.get("iss", settings.OIDC_ISSUER).rstrip("/") != settings.OIDC_ISSUER.rstrip("/"):
        raise Refused(DOUBTFUL)
    claims = Dialogue(request, provider.sub_id).hear(request.GET["code"], state)
    sociallogin = provider.sociallogin_from_response(request, claims)
    sociallogin.state = {**state, "at": time.time()}
    response: HttpResponse = complete_social_login(request, sociallogin)
    return response


@where_offered
@require_http_methods(["GET", "HEAD", "POST"])
@proven
def show_link(request: HttpRequest) -> HttpResponseBase:
    """See the link, make it, remove it."""
    person: Any = request.user
    link = link_of(person)
    can_remove = has_another_way(person)
    if request.method == "POST":
        if "remove" not in request.POST:
            return send(request, AuthProcess.CONNECT)
        if link and can_remove:
            disconnect(request, link)
        elif link:
            messages.error(request, _("It is your only way to sign in: choose a password first."))
        return HttpResponseRedirect(reverse("account_provider"))
    context = {"link": link, "can_remove": can_remove, "person": person}
    return render(request, "account/provider.html", context)
