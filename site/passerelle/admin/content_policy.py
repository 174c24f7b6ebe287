"""The content security policy of the editing screens, which run on Wagtail's inline scripts."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase

POLICY = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
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
