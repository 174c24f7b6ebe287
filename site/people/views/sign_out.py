"""Leave: the browser forgets what scripts kept on the device for whoever was signed in."""

from allauth.account.views import logout
from django.http import HttpRequest, HttpResponseBase


def sign_out(request: HttpRequest) -> HttpResponseBase:
    """Ask whether to sign out, then do it; what it kept for her leaves the browser too."""
    was_in = request.user.is_authenticated
    response: HttpResponseBase = logout(request)
    return forgotten(response) if was_in and not request.user.is_authenticated else response


def forgotten(response: HttpResponseBase) -> HttpResponseBase:
    """Let the browser wipe what our scripts keep: drafts, forms that wait to be sent,
    pages that were saved, and the worker that shows those without a line.

    Cookies stay, so that light mode and the browser's good name with `people.devices` do.
    """
    response["Clear-Site-Data"] = '"storage"'
    return response
