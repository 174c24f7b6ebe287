"""The page behind a stop link."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from people.post.stop import read_token


@never_cache
# Mail programs stop letters by one POST of their own (RFC 8058); the signed token stands for it.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def stop_letters(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then stop; only a POST stops, because mail scanners follow links."""
    stop = read_token(token)
    if stop is None:
        raise Http404
    if request.method == "POST":
        if "again" in request.POST:
            stop.undo()
        else:
            stop.apply()
    return render(request, "people/stop_letters.html", {"stop": stop})
