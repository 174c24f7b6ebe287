"""Who translates and reviews: the public site for administrators, a space for its managers."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from wagtail.models import Locale

from access.actions.language_role import SeesNothing, end_language_role, give_language_role
from access.entrance import enter, for_administrators, space_context
from access.models import LanguageRole, Space
from access.numbers import number_in
from languages.models import LanguageRule
from languages.overview import site_languages
from people.forms.translators import ReviewForm, TranslatorForm, language_name
from people.names import name_of


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
    if request.method == "POST" and "end" in request.POST:
        return end(request, space)
    form = TranslatorForm(request.POST if request.method == "POST" else None, space)
    if form.is_bound and form.is_valid() and give(request, space, form):
        return HttpResponseRedirect(request.path)
    held = LanguageRole.objects.filter(space=space, person__is_active=True)
    context = {
        **around,
        "form": form,
        "rows": [
            (row, name_of(row.person), language_name(row.language))
            for row in held.select_related("person").order_by(
                "language", "role", "person__last_name", "person__first_name", "pk"
            )
        ],
    }
    return render(request, template, context, status=400 if form.errors else 200)


def give(request: HttpRequest, space: Space | None, form: TranslatorForm) -> bool:
    """Give what the form says; whether that could be."""
    person, role = form.cleaned_data["who"], form.cleaned_data["role"]
    try:
        for language in form.cleaned_data["languages"]:
            give_language_role(person, language, role, request.user, space)
    except SeesNothing as refused:
        form.add_error("who", str(refused.decision.reason))
        return False
    names = {
        "name": name_of(person),
        "role": str(dict(LanguageRole.Role.choices)[role]),
        "languages": ", ".join(map(language_name, form.cleaned_data["languages"])),
    }
    messages.success(request, _("%(name)s is %(role)s now, into: %(languages)s.") % names)
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


def change_rules(request: HttpRequest) -> HttpResponse:
    """Keep the languages in which a second person reads."""
    form = ReviewForm(request.POST)
    if form.is_valid():
        reviewed = form.cleaned_data["reviewed"]
        for locale in Locale.objects.filter(language_code__in=site_languages()):
            LanguageRule.objects.update_or_create(
                locale=locale, defaults={"needs_review": locale.language_code in reviewed}
            )
        messages.success(request, _("The languages in which a second person reads are saved."))
    else:
        messages.error(request, _("There is no such language: nothing was changed."))
    return HttpResponseRedirect(request.path)
