"""Where a form comes from, for those that carry no token: pages held for everybody have none."""

from django.http import HttpRequest


def is_from_here(request: HttpRequest) -> bool:
    """Whether a form was sent by a page of this site, by what browsers say of its origin."""
    site = request.headers.get("Sec-Fetch-Site")
    origin = request.headers.get("Origin")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
