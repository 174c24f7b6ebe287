"""Which results come earlier or later than others that answer as well, as administrators say."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin import messages

from access.entrance import for_administrators
from access.generation import raise_generation
from access.holding import hold_site, saving
from access.versioned import VersionedForm
from pages.labels import TYPES
from search.favours import KeptFavour
from search.ranking import RECENT

EARLIER, AS_OTHERS, LATER = 8, 0, -8

PLACES = [
    (EARLIER, gettext_lazy("Earlier")),
    (AS_OTHERS, gettext_lazy("Like the others")),
    (LATER, gettext_lazy("Later")),
]

YEAR, THREE_YEARS = "365", "1096"
NEWNESS: dict[str, dict[str, int]] = {
    "none": {},
    "some": {YEAR: 4},
    "much": {YEAR: 8, THREE_YEARS: 4},
}
"""What documents of the last days count for, by how much newness does."""


class OrderForm(VersionedForm, forms.Form):
    """How much newness counts, and which kinds of page come earlier or later."""

    newness = forms.ChoiceField(
        label=gettext_lazy("Does it matter how new a page is?"),
        choices=[
            ("none", gettext_lazy("No: only what it is about counts")),
            ("some", gettext_lazy("A little: pages of the last year come before their equals")),
            ("much", gettext_lazy("A lot: pages of the last three years come earlier")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None) -> None:
        kept = list(KeptFavour.objects.values_list("name", "code", "weight"))
        recent = {code: weight for name, code, weight in kept if name == RECENT}
        levels = [level for level, weights in NEWNESS.items() if weights == recent]
        super().__init__(data, initial={"newness": levels[0] if levels else "none"})
        places = {code: weight for name, code, weight in kept if name == "type"}
        for code, label in TYPES.items():
            self.fields[code] = forms.TypedChoiceField(
                label=str(label), choices=PLACES, coerce=int, initial=places.get(code, AS_OTHERS)
            )

    def types(self) -> Iterator[forms.BoundField]:
        """The fields of the kinds of page."""
        return (self[code] for code in TYPES)

    @transaction.atomic
    def save(self) -> None:
        """Keep what was chosen, in place of what was."""
        KeptFavour.objects.all().delete()
        recent = NEWNESS[self.cleaned_data["newness"]]
        weights = {(RECENT, code): weight for code, weight in recent.items()}
        weights |= {("type", code): self.cleaned_data[code] for code in TYPES}
        KeptFavour.objects.bulk_create(
            KeptFavour(name=name, code=code, weight=weight)
            for (name, code), weight in weights.items()
            if weight
        )
        raise_generation()


@require_http_methods(["GET", "HEAD", "POST"])
@for_administrators
@saving
def show_order(request: HttpRequest) -> HttpResponse:
    """Show the form; keep what was chosen.

    Raises:
        Http404: she is no administrator.
    """
    hold_site(request)
    form = OrderForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, _("Saved. The next search follows it."))
        return redirect("search_order")
    status = form.status_code(200)
    return render(request, "passerelle/search_order.html", {"form": form}, status=status)
