"""The thesaurus: all themes, and each with its names and those around it."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from access.decisions import may
from access.visibility import audiences_of
from pages.context import Link, in_every_language
from pages.themes import FEW, theme_address, theme_counts, tongues, tree
from people.site_name import site_name
from thesaurus.models import Concept
from thesaurus.vocabulary import vocabulary


@require_safe
def show_themes(request: HttpRequest) -> HttpResponse:
    """The domains with the themes beneath them, and how many have no name in this language."""
    language = get_language() or ""
    terms = vocabulary()
    counts = theme_counts(audiences_of(request.user), language)
    context = {
        "branches": tree(
            terms.domains, counts, language, levels=2 if len(terms.terms) <= FEW else 1
        ),
        "total": len(terms.terms),
        "unnamed": len(terms.unnamed(language)),
        "may_tend": may(request.user, "tend", None),
        "breadcrumb": [Link(site_name(), f"/{language}/")],
        "canonical": reverse("themes"),
    }
    return TemplateResponse(request, "pages/themes.html", context)


@require_safe
def show_theme(request: HttpRequest, code: str) -> HttpResponse:
    """A theme: its names in each language, its meaning, the themes around it.

    Raises:
        Http404: there is no such theme.
    """
    terms, language = vocabulary(), get_language() or ""
    if code in terms.former:
        return redirect("theme", terms.current(code), permanent=True)
    if code not in terms.terms:
        raise Http404
    counts = theme_counts(audiences_of(request.user), language)
    term = terms.terms[code]
    around = terms.with_broader(code)[1:]
    may_tend = may(request.user, "tend", None)
    context = {
        "code": code,
        "said": terms.said(code, language),
        "is_named": language in term.names,
        "words": term.synonyms.get(language, []),
        "definition": terms.definition(code, language),
        "count": counts.get(code, 0),
        "broader": [(one, terms.said(one, language)) for one in around],
        "narrower": tree(terms.narrower.get(code, []), counts, language, levels=0),
        "related": tree(term.related, counts, language, levels=0),
        "tongues": tongues(code),
        "may_tend": may_tend,
        "edit_address": edit_address(code) if may_tend and may_edit(request) else "",
        "canonical": theme_address(code, language),
        "alternates": in_every_language(partial(theme_address, code), language),
        "breadcrumb": [
            Link(site_name(), f"/{language}/"),
            Link(_("Themes"), reverse("themes")),
            *(
                Link(terms.label(one, language), reverse("theme", args=[one]))
                for one in around[::-1]
            ),
        ],
    }
    return TemplateResponse(request, "pages/theme.html", context)


def may_edit(request: HttpRequest) -> bool:
    """Whether she may open the editing screens, where all fields of a theme are."""
    return bool(may(request.user, "enter_screens", None))


def edit_address(code: str) -> str:
    """Where a theme is changed in the editing screens."""
    return reverse(
        Concept.snippet_viewset.get_url_name("edit"), args=[Concept.objects.get(code=code).pk]
    )
