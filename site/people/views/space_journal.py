"""Who gave which right to whom in a space, for its managers."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from access.entrance import enter, space_context
from access.models import JournalEntry
from people.journal_words import sentence_of

PAGE_SIZE = 50


@require_safe
def show_journal(request: HttpRequest, slug: str) -> HttpResponse:
    """The journal, newest first, in sentences.

    Raises:
        Http404: not for this reader.
    """
    space = enter(request, slug, "manage")
    entries = JournalEntry.objects.filter(space=space).select_related("actor", "person")
    page = Paginator(entries.order_by("-at", "-pk"), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        **space_context(request, space, "settings"),
        "page": page,
        "entries": [(entry.at, sentence_of(entry)) for entry in page],
    }
    return render(request, "spaces/journal.html", context)
