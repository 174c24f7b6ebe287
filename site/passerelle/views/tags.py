"""Tags offered while one types: those of files that one may see."""

from django.http import HttpRequest, JsonResponse
from wagtail.admin.auth import require_admin_access

from passerelle.admin.seen import seen_tags

MOST = 10


@require_admin_access
def offer_tags(request: HttpRequest) -> JsonResponse:
    """Tags that begin with `term`; Wagtail offers those of everybody's files."""
    term = request.GET.get("term", "")
    if not term or "\0" in term:
        return JsonResponse([], safe=False)
    tags = seen_tags(request.user).filter(name__istartswith=term).order_by("name")
    return JsonResponse(list(tags.values_list("name", flat=True)[:MOST]), safe=False)
