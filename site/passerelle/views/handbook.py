"""The handbook: how to do things here, in the reader's language."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from passerelle.handbook.chapters import chapters
from passerelle.handbook.requirements import READ_ON, by_chapter, totals

REQUIREMENTS = "asvs"


def show_handbook(request: HttpRequest) -> HttpResponse:
    """The list of chapters."""
    context = {"chapters": chapters(get_language() or "")}
    return render(request, "handbook/contents.html", context)


def show_chapter(request: HttpRequest, chapter: str) -> HttpResponse:
    """One chapter, or the table of what a standard asks for.

    Raises:
        Http404: there is no such chapter.
    """
    if chapter == REQUIREMENTS:
        context = {"chapters": by_chapter(), "totals": totals(), "read_on": READ_ON}
        return render(request, "handbook/asvs.html", context)
    all_chapters = chapters(get_language() or "", getattr(request, "light", False))
    found = next((item for item in all_chapters if item.slug == chapter), None)
    if found is None:
        raise Http404
    context = {"chapter": found, "chapters": all_chapters}
    return render(request, "handbook/chapter.html", context)
