"""What robots are told: everything public is theirs, but for the doors and the endless lists."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

CLOSED = ("/admin/",)
CLOSED_BELOW_LANGUAGE = ("account", "search")


@require_safe
def show_robots(request: HttpRequest) -> HttpResponse:
    """The rules for robots, and where the sitemap is."""
    closed = [
        *CLOSED,
        *(
            f"/{code}/{name}/"
            for code, _name in settings.LANGUAGES
            for name in CLOSED_BELOW_LANGUAGE
        ),
    ]
    lines = [
        "User-agent: *",
        *(f"Disallow: {address}" for address in closed),
        "Allow: /",
        "",
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
