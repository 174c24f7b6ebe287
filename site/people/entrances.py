"""The way to sign in, and back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Lead to the door, and back here afterwards."""
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.path})}")
