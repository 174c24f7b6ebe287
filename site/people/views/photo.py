"""The photo of a person, for those to whom she shows it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe

from files.portraits import CONTENT_TYPE
from files.views.give import give
from people.models import Profile


@require_safe
def show_photo(request: HttpRequest, key: UUID) -> HttpResponseBase:
    """The photo of whoever has this key, kept by nobody on the way.

    Raises:
        Http404: nobody, no photo, or none for this reader.
    """
    profile = Profile.objects.showing_photo_to(request.user).filter(key=key).first()
    if profile is None:
        raise Http404
    return give(request, profile.photo, CONTENT_TYPE, is_public=False)
