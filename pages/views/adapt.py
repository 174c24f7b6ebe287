"""The screen on which a page is adapted for other readers: for whom, under which title, where."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Page
from wagtail.permissions import policy_registry

from access.numbers import number_in
from languages.models import TranslationLink
from pages.actions.adapt import adapt, may_adapt, objection

UNPROCESSABLE = 422


class AdaptForm(forms.Form):
    """What has to be known of an adaptation."""

    context = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=TranslationLink._meta.get_field("context").max_length,
        help_text=gettext_lazy(
            "Readers are told: for instance “farmers’ unions in Brazil”, or “people who learn"
            " French”. Write it in the language of the adaptation."
        ),
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)
    place = forms.ModelChoiceField(
        label=gettext_lazy("Below which page"),
        queryset=Page.objects.none(),
        widget=AdminPageChooser(can_choose_root=False, user_perms="copy_to"),
        help_text=gettext_lazy("The adaptation is in the language of that page."),
    )

    def __init__(self, person: Any, page: Page, data: QueryDict | None = None) -> None:
        self.person, self.page = person, page
        places = policy_registry.get_by_type(Page).explorable_instances(person).filter(depth__gt=1)
        key = number_in(data.get("place", "")) if data else None
        if data and (key is None or not places.filter(pk=key).exists()):
            # Wagtail's chooser shows the title of whatever page it is given.
            data = data.copy()
            data["place"] = ""
        super().__init__(data, initial={"title": page.title, "place": page.get_parent()})
        self.fields["place"].queryset = places  # type: ignore[attr-defined]

    def clean_place(self) -> Page:
        """A page below which it may lie.

        Raises:
            ValidationError: it may not.
        """
        place: Page = self.cleaned_data["place"]
        reason = objection(self.person, self.page, place)
        if reason:
            raise forms.ValidationError(reason)
        return place


@require_http_methods(["GET", "HEAD", "POST"])
def show_adapt(request: HttpRequest, page_id: int) -> HttpResponse:
    """Make an adaptation as a draft, and lead to it.

    Raises:
        Http404: no such page, or not for this person.
    """
    person: Any = request.user
    page = Page.objects.filter(pk=page_id).select_related("locale").first()
    if page is None or not may_adapt(person, page):
        raise Http404
    form = AdaptForm(person, page, request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = UNPROCESSABLE if form.errors else 200
        return render(request, "pages/adapt.html", {"page": page, "form": form}, status=status)
    data = form.cleaned_data
    made = adapt(page, data["place"], data["title"], data["context"], person)
    messages.success(
        request, _("The draft is there: nothing is published. Rewrite it for its readers.")
    )
    return redirect("wagtailadmin_pages:edit", made.pk)
