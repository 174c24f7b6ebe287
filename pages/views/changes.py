"""What changed in an original since a translation or an adaptation of it was made."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Field
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Page
from wagtail_localize.models import Translation

from access.decisions import may
from access.visibility import audiences_of, visible_to
from languages.actions.record import follows
from languages.differences import Difference, differences
from languages.models import TranslationLink
from languages.parts import from_data, parts_of
from pages.addresses import address_of

MOST_WORDS = 1500
"""Words shown, so that the page stays light."""

KINDS: dict[str, str | Promise] = {
    "changed": gettext_lazy("Changed"),
    "added": gettext_lazy("Added"),
    "removed": gettext_lazy("Taken out"),
    "moved": gettext_lazy("Moved to another place"),
    "facts": gettext_lazy("A picture, a date or a number changed"),
}


@dataclass(frozen=True)
class Change:
    """A difference, with the words that say what and where."""

    kind: str | Promise
    place: str
    difference: Difference


@require_http_methods(["GET", "HEAD", "POST"])
def show_changes(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the changes; let an editor say that the page follows them.

    Raises:
        Http404: no such page for this reader, or it was made from none that she may read.
    """
    audiences = audiences_of(request.user)
    page = visible_to(Page.objects.select_related("locale"), audiences).filter(pk=page_id).first()
    if page is None:
        raise Http404
    link = TranslationLink.objects.filter(target=page.pk).select_related("snapshot").first()
    if link is None or link.source_id is None:
        raise Http404
    source = visible_to(Page.objects.select_related("locale"), audiences).filter(
        pk=link.source_id
    ).first()  # fmt: skip
    if source is None:
        raise Http404
    may_say = may_say_it_follows(request.user, page, link)
    if request.method == "POST":
        if not may_say:
            raise Http404
        follows(page, source)
        messages.success(request, _("Readers are told that this page is up to date."))
        return redirect(address_of(page))
    found = list(differences(from_data(link.snapshot.parts), parts_of(source.specific)))
    shown = list(lightest(found))
    language = source.locale.language_code
    context = {
        "target": page,
        "target_address": address_of(page),
        "source": source,
        "source_address": address_of(source),
        "source_language": language,
        "source_dir": "rtl" if get_language_info(language)["bidi"] else "ltr",
        "link": link,
        "changes": [
            Change(KINDS[one.kind], place_of(source.specific_class, one.key), one) for one in shown
        ],
        "has_more": shown != found,
        "may_say": may_say,
    }
    response = TemplateResponse(request, "pages/changes.html", context)
    response["X-Robots-Tag"] = "noindex"
    return response


def may_say_it_follows(person: Any, page: Page, link: TranslationLink) -> bool:
    """Whether a person may say that a page says what its original says now.

    Of a translation that wagtail-localize follows, it is translating that says so.
    """
    if not may(person, "edit", page) or not page.permissions_for_user(person).can_publish():
        return False
    return link.is_adaptation or not is_followed(page)


def is_followed(page: Page) -> bool:
    """Whether wagtail-localize writes a page anew from its original."""
    return Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    ).exists()


def lightest(found: Iterable[Difference]) -> Iterator[Difference]:
    """As much of the differences as a light page has room for, the first ones first."""
    room = MOST_WORDS
    for one in found:
        shown = one.cut(room)
        yield shown
        room -= one.words
        if room <= 0:
            return


def place_of(model: Any, key: str) -> str:
    """Where on a page a part is, as its editors know it."""
    field = model._meta.get_field(key.partition(".")[0])
    name = str(
        field.verbose_name if isinstance(field, Field) else field.related_model._meta.verbose_name
    )
    return name[:1].upper() + name[1:]
