"""Who translates and reviews: the public site for administrators, a space for its managers."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale

from access.actions.language_role import SeesNothing, end_language_role, give_language_role
from access.actions.membership import RoleRefused
from access.decisions import READ_ONLY
from access.entrance import enter, for_administrators, space_context
from access.holding import hold_site, saving
from access.models import LanguageRole, Space
from access.numbers import number_in
from languages.models import LanguageRule
from languages.overview import site_languages
from people.actions.invite_translator import invite_translator
from people.addresses import people_at
from people.forms.translators import (
    InvitedTranslatorForm,
    ReviewForm,
    TranslatorForm,
    language_name,
)
from people.models import Invitation, Person
from people.names import name_of
from people.views.space_invitations import PAGE_SIZE, change_invitation, sentences


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def show_translators(request: HttpRequest) -> HttpResponse:
    """Those who translate the public site, and the languages in which a second person reads.

    Raises:
        Http404: she does not administer the site.
    """
    if request.method == "POST" and "rules" in request.POST:
        return change_rules(request)
    rules = ReviewForm(initial={"reviewed": reviewed_languages()})
    return answer(request, None, "translations/translators.html", {"rules": rules})


@require_http_methods(["GET", "HEAD", "POST"])
def show_translators_of_space(request: HttpRequest, slug: str) -> HttpResponse:
    """Those who translate what lies in a space.

    Raises:
        Http404: not for this reader.
    """
    space = enter(request, slug, "manage", "people")
    around = space_context(request, space, "people")
    return answer(request, space, "spaces/translators.html", around)


def answer(
    request: HttpRequest, space: Space | None, template: str, around: dict[str, Any]
) -> HttpResponse:
    """The list and the form; give or end what was asked.

    Args:
        request: from somebody who may.
        space: of which space; None for the public site.
        template: the page.
        around: what that shows beside.

    Raises:
        Http404: the role to end is none of this place.
    """
    invitations = Invitation.objects.filter(space=space).to_translate()
    if request.method == "POST" and "end" in request.POST:
        return end(request, space)
    if request.method == "POST" and not request.POST.keys().isdisjoint(("resend", "withdraw")):
        return change_invitation(request, invitations, space)
    is_invited = "address" in request.POST
    is_other = is_invited or "rules" in request.POST
    form = TranslatorForm(
        request.POST if request.method == "POST" and not is_other else None, space
    )
    invited = InvitedTranslatorForm(
        request.POST if is_invited else None,
        auto_id="invited_%s",
        initial={"letter": get_language()},
    )
    if form.is_bound and form.is_valid() and give_to(request, space, form):
        return HttpResponseRedirect(request.path)
    if is_invited and invited.is_valid() and invite(request, space, invited):
        return HttpResponseRedirect(request.path)
    held = LanguageRole.objects.filter(space=space, person__is_active=True)
    context = {
        **around,
        "form": form,
        "invited": invited,
        "page": Paginator(invitations, PAGE_SIZE).get_page(request.GET.get("page")),
        "rows": [
            (row, name_of(row.person), language_name(row.language))
            for row in held.select_related("person").order_by(
                "language", "role", "person__last_name", "person__first_name", "pk"
            )
        ],
    }
    is_wrong = form.errors or invited.errors
    return render(request, template, context, status=400 if is_wrong else 200)


def give_to(request: HttpRequest, space: Space | None, form: TranslatorForm) -> bool:
    """Give what the form says to the one whom it names; whether that could be."""
    try:
        give(request, space, form.cleaned_data["who"], form.cleaned_data)
    except SeesNothing as refused:
        form.add_error("who", str(refused.decision.reason))
        return False
    return True


def give(request: HttpRequest, space: Space | None, person: Person, values: dict[str, Any]) -> None:
    """Give somebody the role, for each of the languages.

    Raises:
        SeesNothing: she does not read that space.
    """
    for language in values["languages"]:
        give_language_role(person, language, values["role"], request.user, space)
    names = {
        "name": name_of(person),
        "role": str(dict(LanguageRole.Role.choices)[values["role"]]),
        "languages": ", ".join(map(language_name, values["languages"])),
    }
    messages.success(request, _("%(name)s is %(role)s now, into: %(languages)s.") % names)


def invite(request: HttpRequest, space: Space | None, form: InvitedTranslatorForm) -> bool:
    """Invite the address; who belongs to the space already gets the role at once.

    Returns:
        Whether that could be.
    """
    values = form.cleaned_data
    person = people_at([values["address"]]).get(values["address"])
    try:
        if person and space and space.memberships.current().filter(person=person).exists():
            give(request, space, person, values)
            return True
        if space and not space.is_writable:
            form.add_error(None, str(READ_ONLY.reason))
            return False
        result = invite_translator(
            values["address"], values["languages"], values["role"], request.user,
            values["letter"], values["first_name"], space,
        )  # fmt: skip
    except (RoleRefused, SeesNothing) as refused:
        form.add_error(None, str(refused.decision.reason))
        return False
    for sentence in sentences(result):
        messages.info(request, sentence)
    return True


def end(request: HttpRequest, space: Space | None) -> HttpResponse:
    """End the role whose button was pressed.

    Raises:
        Http404: it is none of this place.
    """
    key = number_in(request.POST.get("end", ""))
    held = get_object_or_404(LanguageRole.objects.filter(space=space), pk=key)
    end_language_role(held, request.user)
    names = {"name": name_of(held.person), "language": language_name(held.language)}
    messages.success(request, _("%(name)s no longer has this role, into: %(language)s.") % names)
    return HttpResponseRedirect(request.path)


def reviewed_languages() -> list[str]:
    """Codes of the languages in which a second person reads."""
    rules = LanguageRule.objects.filter(needs_review=True)
    return list(rules.values_list("locale__language_code", flat=True))


@saving
def change_rules(request: HttpRequest) -> HttpResponse:
    """Keep the languages in which a second person reads."""
    hold_site(request)
    form = ReviewForm(request.POST, initial={"reviewed": reviewed_languages()})
    if form.is_valid():
        reviewed = form.cleaned_data["reviewed"]
        for locale in Locale.objects.filter(language_code__in=site_languages()):
            LanguageRule.objects.update_or_create(
                locale=locale, defaults={"needs_review": locale.language_code in reviewed}
            )
        messages.success(request, _("The languages in which a second person reads are saved."))
    elif form.is_outdated:
        response = answer(request, None, "translations/translators.html", {"rules": form})
        response.status_code = form.status_code()
        return response
    else:
        messages.error(request, _("There is no such language: nothing was changed."))
    return HttpResponseRedirect(request.path)
