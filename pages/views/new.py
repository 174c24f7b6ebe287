"""What is new over all of one's spaces."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from access.entrance import keep_private
from access.models import Membership
from access.visibility import audiences_of
from discussions.paging import page_links, page_of
from pages.news import Reader, counted, news_for
from pages.visits import new_since


@login_required
def show_new(request: HttpRequest) -> HttpResponse:
    """All that came into the reader's spaces since she was last in each."""
    audiences = audiences_of(request.user)
    memberships = Membership.objects.filter(person=request.user.pk).select_related("space")
    seen = [row for row in memberships if row.space.audience in audiences]
    reader = Reader(
        request.user,
        audiences,
        {row.space_id: row.space for row in seen},
        {row.space_id: new_since(request, row) for row in seen},
    )
    news = news_for(reader)
    page = page_of(request, news)
    context = {
        "news": page,
        "counted": counted(news),
        "page_links": page_links(page),
        "has_spaces": bool(seen),
    }
    return keep_private(TemplateResponse(request, "spaces/new.html", context))
