"""How accessible the product is, said to whoever asks."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from passerelle.accessibility.grid import grid


@require_safe
def show_accessibility(request: HttpRequest) -> HttpResponse:
    """The statement made from the grid, and the grid itself."""
    found = grid(get_language() or "")
    return render(request, "handbook/accessibility.html", {"grid": found})
