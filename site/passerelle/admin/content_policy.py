"""The content security policy of the editing screens, which run on Wagtail's inline scripts."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponseBase


@dataclass(frozen=True)
class Allowance:
    """Something that pages of ours do without, and Wagtail's screens do not.

    Attributes:
        directive: of the policy.
        source: what it allows beside the site itself.
        reason: what would break without it.
    """

    directive: str
    source: str
    reason: str


ALLOWANCES = (
    Allowance(
        "script-src",
        "'unsafe-inline'",
        "Wagtail writes the settings of its screens and of its forms into scripts on the page",
    ),
    Allowance(
        "style-src",
        "'unsafe-inline'",
        "Wagtail's text editor, choosers and side panels set sizes and places as style attributes",
    ),
    Allowance("img-src", "data:", "some of Wagtail's signs are pictures written into its sheets"),
    Allowance("img-src", "blob:", "a picture is shown before it is sent"),
)
"""Shown in the handbook, chapter 72. Add none without its reason."""


def allowed(directive: str) -> str:
    """A directive: the site itself, and what else it allows."""
    sources = [one.source for one in ALLOWANCES if one.directive == directive]
    return " ".join((directive, "'self'", *sources))


POLICY = "; ".join(
    (
        "default-src 'self'",
        *(allowed(directive) for directive in ("script-src", "style-src", "img-src")),
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )
)


class AdminPolicyMiddleware:
    """Sends `POLICY` with everything below `/admin/`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, with the policy where it applies."""
        response = self.get_response(request)
        if request.path.startswith("/admin/"):
            # Also where a preview brings along the policy of the page that it shows.
            response.headers["Content-Security-Policy"] = POLICY
        return response
