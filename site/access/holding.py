"""What a form is about, held while it is saved: who saves at the same moment comes after."""

from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any, TypeVar, cast

from django.db import transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from wagtail.models import Site

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def saving(view: View) -> View:
    """Let whatever a form changes be one transaction, within which a view can `hold` rows."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        with transaction.atomic() if request.method == "POST" else nullcontext():
            return view(request, *args, **kwargs)

    return cast(View, shown)


def hold(request: HttpRequest, row: Model) -> None:
    """Read a row anew, which nobody else then changes until this form is saved or refused.

    Args:
        request: to a view that is `saving`; whoever only looks waits for nobody.
        row: what the form is about.

    Raises:
        Http404: it was deleted meanwhile.
    """
    if request.method != "POST":
        return
    model: Any = row._meta.model
    rows = model._base_manager.select_for_update(of=("self",), no_key=True)
    try:
        row.refresh_from_db(from_queryset=rows)
    except model.DoesNotExist:
        raise Http404 from None


def hold_site(request: HttpRequest) -> None:
    """The same for what the whole site has once, of which there may be no row yet."""
    site = Site.objects.filter(is_default_site=True).first()
    if site is not None:
        hold(request, site)
