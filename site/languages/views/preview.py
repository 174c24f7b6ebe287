"""A page as it will be read, with what is translated so far."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import override
from django.views.decorators.http import require_safe

from access.entrance import keep_private
from languages.foreign import Foreign, mark, untranslated
from languages.place import place_at
from languages.states import parts_translated


@require_safe
@login_required
def show_preview(request: HttpRequest, page: int, target: str) -> HttpResponseBase:
    """The whole page with what is translated so far.

    Raises:
        Http404: there is none, or it is not for this person.
    """
    place = place_at(request, page, target)
    if place.translation is None:
        raise Http404
    source = place.translation.source
    draft = source.get_ephemeral_translated_instance(place.locale, fallback=True)
    request.is_preview = True  # type: ignore[attr-defined]
    missing = untranslated(parts_translated(place.translation))
    mark(draft, Foreign(source.locale.language_code, frozenset(missing)))
    with override(target):
        return keep_private(draft.serve_preview(request, draft.default_preview_mode))
