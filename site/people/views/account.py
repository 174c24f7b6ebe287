"""The page of one's account, and one's name and language."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.utils import is_mfa_enabled
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from access.holding import hold, saving
from languages.models import TranslatorSetting
from people.forms.name import OwnNameForm
from people.forms.translators import TranslatorSettingForm, roles_in_languages
from people.openid.offer import link_of
from people.second_factor import is_required_of


@login_required
def show_account(request: HttpRequest) -> HttpResponse:
    """Everything that one can set about one's account, on one page of links."""
    person: Any = request.user
    context = {
        "person": person,
        "address_count": EmailAddress.objects.filter(user=person).count(),
        "has_factor": is_mfa_enabled(person),
        "needs_factor": is_required_of(person),
        "link": link_of(person),
        "language_roles": roles_in_languages(person),
    }
    return render(request, "account/account.html", context)


@login_required
@saving
def edit_name(request: HttpRequest) -> HttpResponse:
    """Correct one's name, choose one's language."""
    person: Any = request.user
    hold(request, person)
    form = OwnNameForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        with override(person.language):
            messages.success(request, _("Your name and language are saved."))
            return HttpResponseRedirect(reverse("account"))
    if form.errors:
        person.refresh_from_db()
    return render(request, "account/name.html", {"form": form}, status=form.status_code(200))


@login_required
@saving
def edit_translating(request: HttpRequest) -> HttpResponse:
    """What one translates, and when one is told of it.

    Raises:
        Http404: she has no role in any language.
    """
    person: Any = request.user
    roles = roles_in_languages(person)
    if not roles:
        raise Http404
    hold(request, person)
    known = TranslatorSetting.objects.filter(person=person).first()
    bound = request.POST if request.method == "POST" else None
    form = TranslatorSettingForm(bound, instance=known or TranslatorSetting(person=person))
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("It is saved."))
        return HttpResponseRedirect(reverse("account"))
    context = {"form": form, "roles": roles}
    return render(request, "account/translating.html", context, status=form.status_code(200))
