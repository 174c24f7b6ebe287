"""Give files to those who may have them: documents under their own name, pictures at a width.

The query that finds a file asks for the reader's audiences too, so that what she may not see and
what does not exist are the same nothing; only then is anything said of it.
"""

import re
from mimetypes import guess_type
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.db.models import QuerySet
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from access.entrance import keep_private
from access.visibility import audiences_of, visible_to
from files.drawn import plain_picture
from files.models import Picture, Rendition, SiteDocument
from files.permissions import may_have_held
from files.pictures import CARD, FORMATS, WIDTHS, card_of, filter_spec, picture_mark

YEAR = 31_536_000
INLINE = {"application/pdf", "text/plain"}
PROXIED = "/protected/"
"""What a proxy maps to the folder of files, for itself alone."""


def found(request: HttpRequest, files: QuerySet[Any]) -> Any:
    """The picture, rendition or document among these that the reader may see.

    Or that she may change while it is kept back; None where there is none.
    """
    related = "image__collection__audience_row" if files.model is Rendition else ""
    files = files.select_related(related or "collection__audience_row")
    seen = visible_to(files, audiences_of(request.user)).first()
    if seen is not None or not request.user.is_authenticated:
        return seen
    if files.model is Rendition:
        pictures = may_have_held(request.user, Picture.objects.all())
        return files.filter(image__in=pictures.order_by().values("pk")).first()
    return may_have_held(request.user, files).first()


def give(
    request: HttpRequest, file: Any, content_type: str, is_public: bool, **control: Any
) -> HttpResponseBase:
    """A stored file, sent by us or by the proxy.

    Args:
        request: of somebody who may have it.
        file: the field of a picture, rendition or document.
        content_type: what it is.
        is_public: whether everybody may have it: anything else is kept by nobody on the way.
        control: for how long, and how, public files may be kept.

    Raises:
        Http404: the file is lost.
    """
    try:
        modified = int(file.storage.get_modified_time(file.name).timestamp())
    except FileNotFoundError as error:
        raise Http404 from error
    response: HttpResponseBase | None = None
    if is_public:
        response = get_conditional_response(request, last_modified=modified)
    if response is None and settings.FILES_BY_PROXY:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = PROXIED + quote(file.name)
    elif response is None:
        response = FileResponse(file.open("rb"), content_type=content_type)
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    if is_public:
        patch_cache_control(response, public=True, **control)
        return response
    return keep_private(response)


@require_safe
def send_document(request: HttpRequest, document_id: int | None) -> HttpResponseBase:
    """The file of a document, shown by the browser if it is a PDF, else taken away.

    Raises:
        Http404: there is no such document for this reader.
    """
    document = found(request, SiteDocument.objects.filter(pk=document_id or 0))
    if document is None:
        raise Http404
    kind = document.content_type
    is_free = not document.held_for
    response = give(request, document.file, kind, document.is_public and is_free, max_age=300)
    disposition = "inline" if kind in INLINE and is_free else "attachment"
    response["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(document.filename)}"
    return response


@require_safe
def show_document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """A document by its number, as links in texts have it."""
    return send_document(request, document_id)


@require_safe
def show_thumbnail(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture's own file or a small copy of it, as the editing screens show them.

    Raises:
        Http404: no picture that this reader may see has such a file.
    """
    if "\0" in name:
        raise Http404
    rendition = found(request, Rendition.objects.filter(file=name))
    picture = found(request, Picture.objects.filter(file=name))
    item = rendition or picture
    if item is None:
        raise Http404
    owner = rendition.image if rendition else item
    kind = guess_type(name)[0] or "application/octet-stream"
    is_public = owner.is_public and not owner.held_for
    return give(request, item.file, kind, is_public, no_cache=True)


@require_safe
def show_picture(request: HttpRequest, picture_id: int, mark: str, name: str) -> HttpResponseBase:
    """A picture at one of our widths and formats, made when first asked for.

    One that is lost or cannot be drawn gives a plain grey one in its place, missing as it is.

    Raises:
        Http404: no such picture, an outdated mark, or a width or format that pages never name.
    """
    picture: Picture | None = found(request, Picture.objects.filter(pk=picture_id))
    if picture is None or mark != picture_mark(picture):
        raise Http404
    try:
        rendition, kind = drawn(picture, name)
    except OSError:
        return keep_private(HttpResponse(plain_picture(), content_type="image/png", status=404))
    is_public = picture.is_public and not picture.held_for
    return give(request, rendition.file, kind, is_public, max_age=YEAR, immutable=True)


def drawn(picture: Picture, name: str) -> tuple[Rendition, str]:
    """A picture in the form that the last part of an address names, and what that is.

    Raises:
        Http404: pages never name such a form.
    """
    if name == CARD:
        return card_of(picture), FORMATS["jpg"].content_type
    match = re.fullmatch(r"(\d+)\.(\w+)", name)
    if match is None or int(match[1]) not in WIDTHS or match[2] not in FORMATS:
        raise Http404
    kind = FORMATS[match[2]].content_type
    return picture.get_rendition(filter_spec(int(match[1]), match[2])), kind
