"""One's profile: what to tell, and to whom."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from access.device import keeping_drafts, telling_saved
from access.holding import hold, saving
from people.agreements import ASKED
from people.forms.profile import ProfileForm
from people.models import Profile


@keeping_drafts
@login_required
@saving
def edit_profile(request: HttpRequest) -> HttpResponse:
    """Fill in one's profile; it is shown to nobody until one chooses otherwise."""
    person: Any = request.user
    hold(request, person)
    profile = Profile.objects.filter(person=person).first()
    profile = profile or Profile(person=person, name=person.get_full_name())
    form = ProfileForm(request.POST or None, request.FILES or None, instance=profile)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Your profile is saved."))
        return telling_saved(request, HttpResponseRedirect(reverse("account_profile")))
    held = Profile.objects.showing_photo_to(person).filter(person=person).first()
    context = {"form": form, "held": held, "asked": ASKED["profile"]}
    return render(request, "account/profile.html", context, status=form.status_code(200))
