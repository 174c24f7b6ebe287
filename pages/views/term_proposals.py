"""What members propose for the thesaurus: propose, and see what became of it."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from access.decisions import may
from access.entrance import keep_private
from access.numbers import page_in
from pages.theme_forms import ProposalForm
from people.models import Person
from thesaurus.models import Concept, TermProposal
from thesaurus.vocabulary import vocabulary

ON_A_PAGE = 20
UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def propose_term(request: HttpRequest) -> HttpResponse:
    """The form for a new theme or, where the address names a theme, for a word for it.

    Raises:
        Http404: there is no such theme, or she may not propose.
    """
    person = cast(Person, request.user)
    if not may(person, "propose", None):
        raise Http404
    code = vocabulary().current(request.GET.get("theme", ""))
    concept = get_object_or_404(Concept, code=code) if code else None
    if request.method == "POST":
        form = ProposalForm(person, concept, request.POST)
        if form.is_valid():
            return thank(request, form.save())
    else:
        names = {"language": "language", "name": "name", "broader": "under"}
        asked = {name: request.GET.get(key, "") for name, key in names.items()}
        form = ProposalForm(
            person, concept, initial={name: value for name, value in asked.items() if value}
        )
    context = {
        "form": form,
        "code": concept.code if concept else "",
        "said": vocabulary().said(concept.code) if concept else None,
    }
    status = UNPROCESSABLE if form.errors else 200
    return keep_private(
        TemplateResponse(request, "pages/propose_term.html", context, status=status)
    )


def thank(request: HttpRequest, proposal: TermProposal) -> HttpResponse:
    """Say what happens next; whoever answers proposals is led on to that."""
    if may(request.user, "tend", None):
        return redirect("term_proposal", proposal.pk)
    messages.success(
        request,
        _("“%(name)s” waits for a documentalist now. You will get a mail with the answer.")
        % {"name": proposal.name},
    )
    return redirect("own_terms")


@require_safe
@login_required
def show_own_terms(request: HttpRequest) -> HttpResponse:
    """What she proposed, and what became of it."""
    person = cast(Person, request.user)
    rows = TermProposal.objects.of(person).select_related("concept")
    page = Paginator(rows, ON_A_PAGE).get_page(page_in(request.GET.get("page", "")))
    context = {"page": page, "may_tend": may(person, "tend", None)}
    return keep_private(TemplateResponse(request, "pages/own_terms.html", context))
