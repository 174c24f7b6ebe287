"""The screens on which translators take texts out, and bring them back."""

import json
from dataclasses import asdict
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Locale, Page
from wagtail_localize.models import Translation

from access.into import language_roles
from access.numbers import number_in, page_in
from access.visibility import audiences_of, visible_to
from exchange.answers import UNPROCESSABLE
from exchange.documents.reading import NotReadable
from exchange.translations.apart import kept_bundle, read_apart
from exchange.translations.export import FORMATS, bundle_of
from exchange.translations.forms import ONE, WAITING, BringBackForm, TakeOutForm
from exchange.translations.noted import note_taken_out
from exchange.translations.pages import hers, into, of_page, waiting
from exchange.translations.plan import Plan, State, make_plan
from exchange.translations.refusals import sentence_of
from exchange.translations.take import take
from exchange.translations.word import name_of
from exchange.waiting import GONE, Waiting
from people.models import Person

MOST_BYTES = 10 * 1024 * 1024
MOST_PAGES = 200
"""In one file: a server makes it in a few seconds."""

ROWS = 40
"""Of a report, on one page of it."""

never_stored = cache_control(private=True, no_store=True)


class Desk:
    """What somebody may take out and bring back.

    Attributes:
        person: who asks.
        languages: codes of those into which she may translate something.
        page: the one that she comes from, if she sees it.
    """

    def __init__(self, request: HttpRequest) -> None:
        """Ask what she may translate: one query for each language.

        Raises:
            Http404: nothing.
        """
        self.person = cast(Person, request.user)
        held = {code for code, _space, _role in language_roles(self.person)}
        codes = Locale.objects.order_by("language_code").values_list("language_code", flat=True)
        self.languages = [
            code for code in codes if code in held or hers(into(code), self.person, code).exists()
        ]
        if not self.languages:
            raise Http404
        number = number_in(request.GET.get("page", "")) or 0
        pages = Page.objects.filter(pk=number)
        self.page = visible_to(pages, audiences_of(self.person)).first() if number else None

    def form(self, asked: QueryDict | None = None, language: str = "") -> TakeOutForm:
        """The form that takes texts out.

        Args:
            asked: what she asks for; None where she has not asked yet.
            language: the one that she comes from.
        """
        languages = [(code, name_of(code)) for code in self.languages]
        title = self.page.title if self.page else ""
        initial = {
            "to": language if language in self.languages else self.languages[0],
            "which": ONE if self.page else WAITING,
            "format": "docx",
        }
        return TakeOutForm(asked, languages=languages, title=title, initial=initial)

    def translations(self, language: str, which: str) -> QuerySet[Translation]:
        """Those that she asks for, the oldest first."""
        translations = hers(into(language), self.person, language)
        if which == ONE and self.page:
            translations = of_page(translations, self.page.pk)
        elif which == WAITING:
            translations = waiting(translations)
        return translations[:MOST_PAGES]


@never_stored
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show_files(request: HttpRequest) -> HttpResponse:
    """The screen with both forms; what a sent file would do is shown before anything is done.

    Raises:
        Http404: she translates nothing.
    """
    desk = Desk(request)
    if request.method != "POST":
        return show_forms(request, desk)
    form = BringBackForm(request.POST, request.FILES)
    if not form.is_valid():
        return show_forms(request, desk, back=form)
    file = form.cleaned_data["file"]
    try:
        if file.size > MOST_BYTES:
            raise NotReadable("too_heavy")
        content = json.dumps(asdict(read_apart(file.chunks()))).encode()
    except NotReadable as refusal:
        form.add_error("file", sentence_of(refusal))
        return show_forms(request, desk, back=form)
    mark = Waiting(desk.person, "translations").keep(content, "bundle", None)
    return redirect("translation_report", mark)


def show_forms(
    request: HttpRequest,
    desk: Desk,
    out: TakeOutForm | None = None,
    back: BringBackForm | None = None,
) -> HttpResponse:
    """The screen, with what was not right in one of its forms."""
    context = {
        "desk": desk,
        "out": out or desk.form(language=request.GET.get("to", "")),
        "back": back or BringBackForm(),
        "most_pages": MOST_PAGES,
    }
    status = UNPROCESSABLE if out or back else 200
    return render(request, "exchange/translations/files.html", context, status=status)


@never_stored
@require_safe
@login_required
def send_file(request: HttpRequest) -> HttpResponse:
    """The file with the texts that she asks for, noted in the journal.

    Raises:
        Http404: she translates nothing.
    """
    desk = Desk(request)
    form = desk.form(request.GET)
    if not form.is_valid():
        return show_forms(request, desk, out=form)
    asked = form.cleaned_data
    kind = FORMATS[asked["format"]]
    translations = desk.translations(asked["to"], asked["which"])
    bundle = bundle_of(translations, asked["to"], kind.most_texts)
    if not bundle.lines:
        form.add_error("which", _("No text waits there: nothing was taken out."))
        return show_forms(request, desk, out=form)
    note_taken_out(bundle, desk.person)
    response = HttpResponse(kind.write(bundle), content_type=kind.content_type)
    name = f"{bundle.source_language.replace(' ', '-')}-{asked['to']}-{timezone.localdate()}"
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind.ending}"'
    return response


@never_stored
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show_report(request: HttpRequest, mark: str) -> HttpResponse:
    """What a file that waits for her yes would do, text by text; do it after the yes.

    Raises:
        Http404: she translates nothing.
    """
    person = Desk(request).person
    held = Waiting(person, "translations")
    found = held.take(mark, None)
    if found is None:
        messages.warning(request, GONE)
        return redirect("translation_files")
    bundle = kept_bundle(found[0])
    if request.method == "POST":
        count = len(take(bundle, person).of(State.TAKEN))
        held.forget()
        words = ngettext("%(count)d text was taken.", "%(count)d texts were taken.", count)
        messages.success(request, words % {"count": count})
        return redirect("translation_files")
    context = {
        "mark": mark,
        **report_of(make_plan(bundle, person), page_in(request.GET.get("page", ""))),
    }
    return render(request, "exchange/translations/report.html", context)


def report_of(plan: Plan, number: int) -> dict[str, Any]:
    """What the screen says of a plan: the troubles first, what changes nothing only counted."""
    shown = [one for state in State if state != State.UNCHANGED for one in plan.of(state)]
    return {
        "plan": plan,
        "page": Paginator(shown, ROWS).get_page(number),
        "counts": {state.value: len(plan.of(state)) for state in State},
    }
