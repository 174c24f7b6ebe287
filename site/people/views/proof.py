"""Ask a signed-in person to prove once more that it is she."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account import app_settings
from allauth.account.decorators import reauthentication_required
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import get_reauthentication_flows
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

View = Callable[..., HttpResponseBase]


def proven(view: View) -> View:
    """Let in whoever proved a moment ago who she is; ask the others first.

    allauth asks for a password or a second factor, and lets pass whoever has neither, because
    she signs in with codes by e-mail: such a person is asked to sign in again.
    """
    asked = reauthentication_required(app="allauth.account")(view)

    @wraps(view)
    def ask(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person: Any = request.user
        if not get_reauthentication_flows(person) and not signed_in_lately(request):
            logout(request)
            back = urlencode({"next": request.path})
            return HttpResponseRedirect(f"{reverse('account_request_login_code')}?{back}")
        response: HttpResponseBase = asked(request, *args, **kwargs)
        return response

    return login_required(ask)


def signed_in_lately(request: HttpRequest) -> bool:
    """Whether this session began a moment ago."""
    person: Any = request.user
    records = get_authentication_records(request, person)
    return any(
        time.time() - record["at"] < app_settings.REAUTHENTICATION_TIMEOUT for record in records
    )
