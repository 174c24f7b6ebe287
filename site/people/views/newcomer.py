"""The account of somebody who comes from the provider for the first time."""

import time

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows import signup
from allauth.socialaccount.models import SocialLogin
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from people.forms.name import NewcomerForm
from people.openid.links import address_of
from people.openid.refusal import STALE, Refused
from people.views.provider import turn_away, where_offered

LONGEST_WAIT = 600


@where_offered
@require_http_methods(["GET", "HEAD", "POST"])
def make_account(request: HttpRequest) -> HttpResponse:
    """Show what will be made, let her correct her name, make it."""
    sociallogin = signup.get_pending_signup(request)
    if sociallogin is None or request.user.is_authenticated:
        return HttpResponseRedirect(reverse("account_login"))
    try:
        # Whoever has left this browser since must not leave an account to the next one.
        if time.time() - sociallogin.state["at"] > LONGEST_WAIT:
            raise Refused(STALE)
        get_adapter(request).check_newcomer(request, sociallogin)
        form = NewcomerForm(request.POST or None, instance=sociallogin.user)
        if request.method == "POST" and form.is_valid():
            return welcome(request, sociallogin)
    except Refused as refusal:
        signup.clear_pending_signup(request)
        return turn_away(request, refusal, sociallogin.state.get("next"))
    context = {"form": form, "address": address_of(sociallogin)}
    return render(request, "account/newcomer.html", context)


def welcome(request: HttpRequest, sociallogin: SocialLogin) -> HttpResponse:
    """Make the account and sign her in.

    Raises:
        Refused: the account was made meanwhile, in another window.
    """
    signup.clear_pending_signup(request)
    try:
        with transaction.atomic():
            get_adapter(request).save_user(request, sociallogin)
    except IntegrityError as error:
        raise Refused(STALE) from error
    response: HttpResponse = signup.complete_social_signup(request, sociallogin)
    return response
