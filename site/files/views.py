"""Give files: documents under their own name, pictures at the width and format asked for."""

import re
from urllib.parse import quote

from django.conf import settings
from django.http import (
    FileResponse,
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
)
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.images.exceptions import InvalidFilterSpecError
from willow.image import UnrecognisedImageFormatError

from files.models import Picture, SiteDocument
from files.pictures import FORMATS, WIDTHS, filter_spec, picture_mark

YEAR = 31_536_000
PICTURE_FOLDERS = ("images/", "original_images/")
INLINE = {"application/pdf", "text/plain"}


@require_safe
def send_document(request: HttpRequest, document: SiteDocument) -> HttpResponseBase:
    """The file of a document, shown by the browser if it is a PDF, else taken away."""
    content_type = document.content_type
    try:
        response = FileResponse(document.file.open("rb"), content_type=content_type)
    except FileNotFoundError as error:
        raise Http404 from error
    disposition = "inline" if content_type in INLINE else "attachment"
    response["Content-Disposition"] = f"{disposition}; filename*=UTF-8''{quote(document.filename)}"
    response["Content-Security-Policy"] = "default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(response, public=True, max_age=300)
    return response


@require_safe
def show_document(request: HttpRequest, document_id: int, filename: str) -> HttpResponseBase:
    """A document by its number, as links in texts have it."""
    return send_document(request, get_object_or_404(SiteDocument, pk=document_id))


@require_safe
def show_thumbnail(request: HttpRequest, name: str) -> HttpResponseBase:
    """A picture's own file or a small copy of it, as the editing screens show them.

    Raises:
        Http404: no such file, or a file that is no picture.
    """
    if not name.startswith(PICTURE_FOLDERS):
        raise Http404
    response: HttpResponseBase = serve(request, name, document_root=settings.MEDIA_ROOT)
    response["Content-Security-Policy"] = "default-src 'none'"
    return response


@require_safe
def show_picture(request: HttpRequest, picture_id: int, mark: str, name: str) -> HttpResponseBase:
    """A picture at one of our widths and formats, made when first asked for.

    Raises:
        Http404: no such picture, an outdated mark, or a width or format that pages never name.
    """
    match = re.fullmatch(r"(\d+)\.(\w+)", name)
    picture = Picture.objects.filter(pk=picture_id).first()
    if match is None or picture is None or mark != picture_mark(picture):
        raise Http404
    width, suffix = int(match[1]), match[2]
    if width not in WIDTHS or suffix not in FORMATS:
        raise Http404
    try:
        rendition = picture.get_rendition(filter_spec(width, suffix))
        response: HttpResponse | FileResponse = FileResponse(
            rendition.file.open("rb"), content_type=FORMATS[suffix].content_type
        )
    except (OSError, InvalidFilterSpecError, UnrecognisedImageFormatError) as error:
        raise Http404 from error
    patch_cache_control(response, public=True, max_age=YEAR, immutable=True)
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
