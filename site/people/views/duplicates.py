"""Likely duplicates of the directory in the editing screens, for administrators."""

from typing import Any, cast

from django import forms
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin import messages

from access.entrance import for_administrators
from people.actions.merge_organizations import merge
from people.duplicates import chosen, differences, mark_of, pairs
from people.models import DifferentOrganizations, Organization, Person

ON_A_PAGE = 50
UNPROCESSABLE = 422


class ChoiceForm(forms.Form):
    """Which of two values stays, for each field that differs."""

    def __init__(self, first: Organization, second: Organization, data: Any = None) -> None:
        super().__init__(data)
        self.rows = list(differences(first, second))
        for row in self.rows:
            self.fields[row.code] = forms.TypedChoiceField(
                label=row.label,
                choices=[(place, said or _("nothing")) for place, said in enumerate(row.said)],
                coerce=int,
                initial=row.preferred,
                widget=forms.RadioSelect,
            )


@require_safe
@for_administrators
def show_duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs that are perhaps one organisation.

    Raises:
        Http404: she is no administrator.
    """
    rows = Paginator(pairs(), ON_A_PAGE).get_page(request.GET.get("p"))
    return render(request, "people/duplicates.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
def show_pair(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Two records side by side; make one of them, or remember that they are two.

    Raises:
        Http404: she is no administrator, or one of them is not there any more.
    """
    if request.method != "POST":
        one, other = both(first, second)
        return show_form(request, one, other, ChoiceForm(one, other))
    with transaction.atomic():
        # Whoever else corrects one of them waits until this is over.
        keys = Organization.objects.select_for_update(no_key=True).filter(pk__in=(first, second))
        list(keys.order_by("pk"))
        one, other = both(first, second)
        if request.POST.get("act") == "different":
            DifferentOrganizations.objects.get_or_create(
                first=one, second=other, defaults={"by": cast(Person, request.user)}
            )
            messages.success(request, _("Remembered: this pair is not proposed again."))
            return redirect("duplicates")
        form = ChoiceForm(one, other, request.POST)
        if request.POST.get("mark") != mark_of(one, other) or not form.is_valid():
            messages.warning(
                request,
                _("One of the two has changed since, or a choice is missing: nothing was merged."),
            )
            return show_form(request, one, other, ChoiceForm(one, other), UNPROCESSABLE)
        merge(one, other, *chosen(one, other, form.cleaned_data), request.user)
    messages.success(
        request, _("They are one now: “%(name)s”. Both addresses lead to it.") % {"name": one.name}
    )
    return redirect("duplicates")


def both(first: int, second: int) -> tuple[Organization, Organization]:
    """Two records, the older one first.

    Raises:
        Http404: one of them is not there.
    """
    rows = Organization.objects.select_related("territory").prefetch_related(
        "texts", "sectors", "parents", "spaces"
    )
    found = rows.in_bulk([first, second])
    if first >= second or len(found) < 2:
        raise Http404
    return found[first], found[second]


def show_form(
    request: HttpRequest, first: Organization, second: Organization, form: ChoiceForm,
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The screen with both."""
    context = {"first": first, "second": second, "form": form, "mark": mark_of(first, second)}
    return render(request, "people/duplicate.html", context, status=status)
