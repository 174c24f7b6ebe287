"""The documentalist's desk: what waits, what is missing, and the answers."""

from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.entrance import for_those_who, keep_private
from access.numbers import page_in
from access.visibility import audiences_of
from pages.answer_forms import AdoptionForm, IntoForm, MergingForm, RefusalForm
from pages.models import PageTheme
from pages.theme_table import as_table
from pages.themes import gaps, theme_counts, tree
from people.models import Organization, Person
from thesaurus.actions.answer import adopt, merge_into, refuse
from thesaurus.actions.merge_concepts import merge
from thesaurus.alike import themes_called
from thesaurus.models import Concept, TermProposal
from thesaurus.vocabulary import vocabulary

ON_A_PAGE = 20
UNPROCESSABLE = 422


@require_safe
@for_those_who("tend")
def show_desk(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, and what has no name, narrowed to a language if one is asked for.

    Raises:
        Http404: she may not change the thesaurus.
    """
    language = request.GET.get("language", "")
    wanted = [code for code, _name in settings.LANGUAGES if code == language]
    counts = theme_counts(audiences_of(request.user), get_language() or "")
    if request.GET.get("format") == "csv":
        return keep_private(as_table(wanted or [*dict(settings.LANGUAGES)], counts))
    waiting = TermProposal.objects.waiting().select_related("by", "concept", "broader")
    if wanted:
        waiting = waiting.filter(language=language)
    terms = vocabulary()
    missing = tree(terms.unnamed(language), counts, get_language() or "", 0) if wanted else ()
    context = {
        "page": Paginator(waiting, ON_A_PAGE).get_page(page_in(request.GET.get("page", ""))),
        "gaps": gaps(terms),
        "total": len(terms.terms),
        "languages": settings.LANGUAGES,
        "chosen": wanted[0] if wanted else "",
        "missing": sorted(missing, key=lambda branch: -branch.count),
    }
    return keep_private(TemplateResponse(request, "pages/thesaurus_desk.html", context))


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who("tend")
def answer_proposal(request: HttpRequest, key: int) -> HttpResponse:
    """What somebody proposed, with the three answers: adopt it, merge it, refuse it.

    Raises:
        Http404: there is no such proposal, or she may not change the thesaurus.
    """
    rows = TermProposal.objects.select_related("by", "concept", "broader")
    proposal = get_object_or_404(rows, pk=key)
    if not proposal.is_waiting:
        messages.info(request, _("“%(name)s” is answered already.") % {"name": proposal.name})
        return redirect("thesaurus_desk")
    act = request.POST.get("act", "")
    alike = [code for code in themes_called(proposal.name) if is_other(proposal, code)]
    adoption = AdoptionForm(proposal, request.POST if act == "adopt" else None)
    into = MergingForm(
        request.POST if act == "merge" else None, initial={"into": "".join(alike[:1])}
    )
    refusal = RefusalForm(request.POST if act == "refuse" else None)
    form = {"adopt": adoption, "merge": into, "refuse": refusal}.get(act)
    if form is not None and form.is_valid():
        person, data = cast(Person, request.user), form.cleaned_data
        if act == "adopt":
            is_done = adopt(adoption.corrected(), data.get("code", ""), person, data["reply"])
        elif act == "merge":
            is_done = merge_into(proposal, data["into"], person, data["reply"])
        else:
            is_done = refuse(proposal, person, data["reply"])
        said = _("“%(name)s” is answered.") if is_done else _("“%(name)s” is answered already.")
        messages.success(request, said % {"name": proposal.name})
        return redirect("thesaurus_desk")
    context = {
        "proposal": proposal,
        "adoption": adoption,
        "into": into,
        "refusal": refusal,
        "alike": [(code, vocabulary().said(code)) for code in alike],
    }
    status = UNPROCESSABLE if form is not None else 200
    return keep_private(
        TemplateResponse(request, "pages/term_proposal.html", context, status=status)
    )


def is_other(proposal: TermProposal, code: str) -> bool:
    """Whether a theme is not the one that the proposal is a word for."""
    return proposal.concept is None or proposal.concept.code != code


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who("tend")
def merge_themes(request: HttpRequest, code: str) -> HttpResponse:
    """Name the theme that this one becomes a part of, read what follows, then do it.

    Raises:
        Http404: there is no such theme, or she may not change the thesaurus.
    """
    gone = get_object_or_404(Concept, code=code)
    form = IntoForm(request.POST if request.method == "POST" else None)
    kept = form.cleaned_data["into"] if form.is_valid() else None
    if kept == gone:
        form.add_error("into", _("That is the same theme: name another one."))
    elif kept and request.POST.get("act") == "merge":
        merge(kept, gone, cast(Person, request.user))
        messages.success(request, _("They are one now. Both addresses lead to it."))
        return redirect("theme", kept.code)
    terms = vocabulary()
    context = {
        "form": form,
        "code": gone.code,
        "said": terms.said(gone.code),
        "kept": kept if kept != gone else None,
        "kept_said": terms.said(kept.code) if kept else None,
        "pages": PageTheme.objects.filter(concept=gone).values("page").distinct().count(),
        "organizations": Organization.objects.filter(sectors=gone).count(),
        "narrower": len(terms.narrower.get(gone.code, [])),
    }
    status = UNPROCESSABLE if form.errors else 200
    return keep_private(
        TemplateResponse(request, "pages/merge_themes.html", context, status=status)
    )
