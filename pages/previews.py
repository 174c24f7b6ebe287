"""Ways of looking at a draft: through others' eyes, on a phone, printed, light, translated.

Nothing here decides what somebody sees: whoever looks is somebody whom `access` knows, and gets
what she would get once the page is published.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy, override
from django.utils.translation import gettext as _
from wagtail.models import Page

from access.decisions import may, space_of
from access.entrance import keep_private
from access.kinds import page_audience
from access.models import Space
from access.reader import Reader, written_for
from access.stand_in import member_of, stand_in
from access.views.who import asked_by, nothing_there
from access.visibility import audiences_of
from pages.context import alternates, page_language
from pages.labels import filter_label

DEFAULT = ""
WIDTHS = {"phone": 360}
"""The width in pixels of what is looked at in a frame."""
AS_READ = {"print", "light"}
"""Ways that show what most readers will get."""
ON_PAPER = (
    ("@media print{", "@media all{"),
    ("@media (prefers-color-scheme:dark){", "@media not all{"),
    ("@media (min-width:62rem){", "@media not all{"),
    ("</head>", "<style>html{max-width:45rem;margin:auto;padding:2rem}</style></head>"),
)
"""What makes a screen show what paper would."""


@dataclass(frozen=True)
class Way:
    """A way of looking at a draft.

    Attributes:
        mode: its name in addresses.
        name: its name on the screen.
        looker: gives the one whose eyes it takes; none for those of the editor.
    """

    mode: str
    name: str | Promise
    looker: Callable[[], Any] | None = None


def ways(page: Any) -> list[Way]:
    """The ways of looking at a page."""
    return [
        Way(DEFAULT, gettext_lazy("Yourself")),
        Way("phone", gettext_lazy("Phone")),
        Way("visitor", gettext_lazy("Visitor"), partial(stand_in, "visitor")),
        Way("member", gettext_lazy("Member of the network"), partial(stand_in, "member")),
        *(
            Way(
                f"space-{space.pk}",
                _("Member of “%(space)s”") % {"space": space.name},
                partial(member_of, space),
            )
            for space in spaces_of(page)
        ),
        Way("print", gettext_lazy("Printed")),
        Way("light", gettext_lazy("Light mode")),
        *(
            Way(f"language-{code}", filter_label("language", code))
            for code in other_languages(page)
        ),
    ]


def offered_ways(page: Any, person: Any) -> list[Way]:
    """The ways that are open to a person: none shows her more than she sees herself."""
    own = set(audiences_of(person))
    return [
        way
        for way in ways(page)
        if way.looker is None or own.issuperset(audiences_of(way.looker()))
    ]


def spaces_of(page: Any) -> list[Space]:
    """The space that a page lies in, and the one that it owns."""
    inside = space_of(page) if page.pk else None
    found = [inside, getattr(page, "space", None)]
    return list({space.pk: space for space in found if space}.values())


def other_languages(page: Any) -> list[str]:
    """The codes of the site's languages that the page is not written in."""
    if page.pk is None:
        return []
    return [code for code, _name in settings.LANGUAGES if code != page_language(page)]


def show_preview(page: Any, request: HttpRequest, mode: str) -> HttpResponse:
    """A draft, looked at in one of these ways; kept and indexed by nobody.

    Args:
        page: as it is being written.
        request: from the editor, as if she asked for the published page.
        mode: that of a way.

    Raises:
        Http404: no such way, or one that is not open to her.
    """
    offered = {way.mode: way for way in offered_ways(page, request.user)}
    if mode not in offered:
        raise Http404
    with override(page_language(page)):
        response = keep_private(rendered(answer(page, request, offered[mode], offered)))
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def answer(page: Any, request: HttpRequest, way: Way, offered: dict[str, Way]) -> HttpResponse:
    """What a way shows, beside the others that are open."""
    if way.mode in WIDTHS:
        frame = {"width": WIDTHS[way.mode], "mode": usual_way(page, offered).mode}
        return render(request, "pages/preview_frame.html", frame)
    if way.mode.startswith("language-"):
        return in_language(page, request, way.mode.removeprefix("language-"))
    looker = (usual_way(page, offered) if way.mode in AS_READ else way).looker
    request.light = way.mode == "light"  # type: ignore[attr-defined]
    draft = page.draft(request) if looker is None else as_seen_by(looker(), page, request)
    return on_paper(rendered(draft)) if way.mode == "print" else draft


def usual_way(page: Any, offered: dict[str, Way]) -> Way:
    """The way that shows what most readers will get: a visitor, else the people of a space."""
    for way in offered.values():
        if way.looker is not None and would_see(way.looker(), page):
            return way
    return offered[DEFAULT]


def would_see(person: Any, page: Any) -> bool:
    """Whether somebody will see a page once it is published."""
    place = page if page.pk else page.get_parent()
    return page_audience(place) in audiences_of(person)


def rendered(response: Any) -> HttpResponse:
    """An answer that is written, in the language and for the reader of the moment."""
    if hasattr(response, "render"):
        response.render()
    found: HttpResponse = response
    return found


def on_paper(response: HttpResponse) -> HttpResponse:
    """An answer as the printer would write it."""
    html = response.content.decode()
    for written, wanted in ON_PAPER:
        html = html.replace(written, wanted)
    response.content = html.encode()
    return response


def as_seen_by(person: Any, page: Any, request: HttpRequest) -> HttpResponse:
    """The page as somebody else gets it once it is published; missing where she would not."""
    there = asked_by(person, request, request.path)
    if not would_see(person, page):
        return nothing_there(there)
    with written_for(Reader(person)):
        try:
            return rendered(page.draft(there))
        except Http404:
            return nothing_there(there)


def in_language(page: Any, request: HttpRequest, code: str) -> HttpResponse:
    """The translation; where there is none, what a reader of that language gets."""
    from pages.views.not_translated import not_translated

    versions = Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk)
    version = versions.filter(locale__language_code=code).first()
    with override(code):
        if version is not None:
            return rendered(translation(version, request.user).draft(request))
        if get_language_info(code)["bidi"]:
            return rendered(page.draft(request))
        return not_translated(request, page, alternates(page, audiences_of(request.user)))


def translation(page: Page, person: Any) -> Any:
    """The draft of a translation for those who may edit it, else what readers see of it.

    Raises:
        Http404: it is not for this person.
    """
    if may(person, "edit", page):
        return page.get_latest_revision_as_object()
    if may(person, "view", page):
        return page.specific
    raise Http404
