"""The page on which somebody translates another page: see it, save it, publish it."""

from typing import Any

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods
from wagtail.models import Page
from wagtail_localize.models import Translation

from access.decisions import Decision, may
from access.entrance import keep_private
from access.into import Into
from languages.actions.begin import renew
from languages.actions.draft import draft, may_draft
from languages.actions.publish import NotReady, publish
from languages.actions.save import Outcome, Saver
from languages.forms import Form
from languages.machine import MachineAway
from languages.place import Place, place_at
from languages.sheet import Row, sheet_of
from languages.views.begin import begin_it, offer
from languages.views.drawn import drawn, part_asked
from languages.views.settle import settle_pressed

CONFLICT = 409


with_script: Any = csp_update({"script-src": [SELF]})


@with_script
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def show_sheet(request: HttpRequest, page: int, target: str) -> HttpResponseBase:
    """The sheet of a page in a language; a form that is sent here begins, saves or publishes.

    Raises:
        Http404: there is none, or it is not for this person.
    """
    place = place_at(request, page, target)
    translation = place.translation
    if translation is None:
        answer = begin_it(request, place) if request.method == "POST" else offer(request, place)
    elif translation.source.locale_id != place.page.locale_id:
        answer = redirect(address_of_original(place, translation))
    elif request.method != "POST":
        answer = drawn(request, place, sheet_of(translation))
    elif request.POST.get("act") == "begin":
        renew(translation)
        answer = redirect(place.address)
    else:
        answer = save_it(request, place, translation)
    return keep_private(answer)


def address_of_original(place: Place, translation: Translation) -> str:
    """Where the sheet is, if the translation is made from another version of the page.

    Raises:
        Http404: that version is not for this person.
    """
    original = Page.objects.filter(
        translation_key=place.page.translation_key, locale=translation.source.locale_id
    ).first()
    if original is None or not may(place.person, "translate", Into(original, place.language)):
        raise Http404
    return reverse("translate_page", args=[original.pk, place.language])


def save_it(request: HttpRequest, place: Place, translation: Translation) -> HttpResponseBase:
    """Save what somebody typed, publish it if she asks; what is not saved stands there again."""
    form = Form.of(request.POST)
    is_publishing = form.act == "publish" and place.publishes
    saver = Saver(translation, place.person, place.reviews)
    outcome = saver.save(form, is_last=not is_publishing)
    by_script = request.headers.get("Accept") == "application/json"
    if not outcome.is_whole:
        if by_script:
            return JsonResponse({"saved": False}, status=CONFLICT)
        return drawn(request, place, renewed(outcome, translation), outcome)
    if is_publishing:
        publish_it(request, place, translation, form)
    elif form.act == "draft" and (decision := may_draft(place)) is not None:
        draft_it(request, translation, form, decision)
    else:
        messages.success(request, in_a_sentence(outcome))
    settle_pressed(request, form.act, place.language)
    address = next_address(place, form.act, part_asked(request))
    return JsonResponse({"saved": True, "address": address}) if by_script else redirect(address)


def publish_it(request: HttpRequest, place: Place, translation: Translation, form: Form) -> None:
    """Publish a translation whose texts are saved, and say so; or say why it can not be."""
    try:
        publish(translation, place.person, form)
    except NotReady as refusal:
        sentence = _("Your texts are saved, but the page is not published yet. %(reason)s")
        messages.warning(request, sentence % {"reason": refusal})
    else:
        messages.success(request, _("Your texts are saved, and the page is published."))


def draft_it(
    request: HttpRequest, translation: Translation, form: Form, decision: Decision
) -> None:
    """Have a machine draft what is empty on this part of the sheet, and say so; or say why not."""
    try:
        number = draft(translation, request.user, form.typed) if decision else 0
    except MachineAway as away:
        messages.warning(request, str(away))
        return
    if not decision:
        messages.warning(request, str(decision.reason))
    elif not number:
        messages.warning(request, _("The machine wrote nothing that can be used here."))
    else:
        sentence = ngettext(
            "A machine wrote %(number)s text. Read it, correct it, and say that it is right.",
            "A machine wrote %(number)s texts. Read each one, correct it, and say that it is "
            "right.",
            number,
        )
        messages.success(request, sentence % {"number": number})


def renewed(outcome: Outcome, translation: Translation) -> list[Row]:
    """The sheet as it is now, with what was typed and not saved in its rows."""
    before = {row.key: row for row in outcome.rows}
    rows = sheet_of(translation)
    for row in rows:
        old = before[row.key]
        row.typed, row.fault, row.theirs = old.typed, old.fault, old.theirs
    return rows


def in_a_sentence(outcome: Outcome) -> str:
    """What was saved."""
    if not outcome.saved:
        return _("All of it was saved already.")
    return ngettext("%(number)s text is saved.", "%(number)s texts are saved.", outcome.saved) % {
        "number": outcome.saved
    }


def next_address(place: Place, act: str, part: int) -> str:
    """Where a form leads once it is saved."""
    if act == "preview":
        return reverse("translate_preview", args=[place.page.pk, place.language])
    wanted = part + 1 if act == "next" else part
    return f"{place.address}?part={wanted}" if wanted > 1 else place.address
