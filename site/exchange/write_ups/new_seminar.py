"""The screen on which a seminar is begun: one form, then a draft with its parts to fill in."""

from collections.abc import Iterator
from pathlib import PurePath
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods
from wagtail.documents.forms import get_document_form
from wagtail.images.forms import get_image_form
from wagtail.models import Page
from wagtail.permissions import policy_registry

from access.device import telling_saved
from exchange.documents.apart import Brought, read_apart
from exchange.documents.reading import NotReadable
from exchange.write_ups.forms import WriteUpForm
from exchange.write_ups.left_out import described
from exchange.write_ups.result import open_result
from exchange.write_ups.write_up import collection_of, import_write_up
from files.models import Picture, SiteDocument
from pages.actions.begin_seminar import Facts, begin_seminar
from pages.models import Seminar
from people.models import Person
from thesaurus.models import Concept
from thesaurus.vocabulary import vocabulary

MOST_FILES = 10
UNPROCESSABLE = 422


class Files(forms.FileInput):
    """Takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, or none."""

    widget = Files

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Each file, checked as one is.

        Raises:
            ValidationError: one of them cannot be taken, or there are too many.
        """
        files = [super(FilesField, self).clean(file, initial) for file in data or []]
        if len(files) > MOST_FILES:
            raise forms.ValidationError(
                _("Ten files at most at once: add the others afterwards, on the page.")
            )
        return files


def themes() -> list[tuple[int, str]]:
    """The themes by name."""
    terms = vocabulary()
    rows = Concept.objects.values_list("pk", "code")
    return sorted(((key, terms.label(code)) for key, code in rows), key=lambda row: row[1].lower())


class NewSeminarForm(forms.Form):
    """What is known of a seminar; only its title and its day must be."""

    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=255,
        widget=forms.TextInput(attrs={"autofocus": True}),
    )
    starts_on = forms.DateField(
        label=gettext_lazy("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Last day, if it is another one"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    city = forms.CharField(label=gettext_lazy("Town"), max_length=100, required=False)
    summary = forms.CharField(
        label=gettext_lazy("Summary"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Two sentences at most."),
    )
    points = forms.CharField(
        label=gettext_lazy("What matters most"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Three to six points, one to a line. They can wait."),
    )
    speakers = forms.CharField(
        label=gettext_lazy("Speakers"),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One to a line: the name, then a comma and what she or he does."),
    )
    themes = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Themes"),
        choices=themes,
        coerce=int,
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )
    picture = forms.FileField(
        label=gettext_lazy("Picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*"}),
    )
    picture_alt = forms.CharField(
        label=gettext_lazy("What the picture shows"), max_length=200, required=False
    )
    file = forms.FileField(
        label=gettext_lazy("The write-up, if you have it"),
        required=False,
        help_text=gettext_lazy("A .docx or .odt file. Without it, there are parts to fill in."),
        widget=forms.FileInput(attrs={"accept": ".docx,.odt"}),
    )
    materials = FilesField(
        label=gettext_lazy("Materials"),
        required=False,
        help_text=gettext_lazy("What was shown or handed out: several files at once."),
    )

    form_key = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)

    clean_file = WriteUpForm.clean_file

    def clean(self) -> dict[str, Any]:
        """Refuse a seminar that ends before it begins.

        Raises:
            ValidationError: it does.
        """
        data = super().clean() or {}
        first, last = data.get("starts_on"), data.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("The event ends before it begins."))
        return data


@require_http_methods(["GET", "HEAD", "POST"])
def show_new_seminar(request: HttpRequest, parent_page_id: int) -> HttpResponseBase:
    """Take what is known of a seminar, and make a draft of it.

    Args:
        request: from somebody of the administration.
        parent_page_id: the key of the page below which it comes to lie.

    Raises:
        Http404: no such page.
        PermissionDenied: no seminar may be added there, or not by her.
    """
    parent = get_object_or_404(Page, pk=parent_page_id).specific
    person = cast(Person, request.user)
    if not may_begin(person, parent):
        raise PermissionDenied
    form = NewSeminarForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return show_form(request, parent, form)
    stores = list(stores_of(form, parent, person))
    try:
        sent = form.cleaned_data["file"]
        brought = read_apart([sent.read()], "document") if sent else None
    except NotReadable as refusal:
        form.add_error("file", str(refusal))
    if form.errors:
        return show_form(request, parent, form)
    with transaction.atomic():
        page = begin_seminar(parent, facts_of(form, [store.save() for store in stores]), person)
    return telling_saved(request, lead_on(request, page, brought))


def lead_on(request: HttpRequest, page: Seminar, brought: Brought | None) -> HttpResponse:
    """To the parts to fill in, or to the text of a file that takes their place."""
    if brought is None:
        messages.success(request, _("The draft is there: nothing is published. Fill in its parts."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    try:
        imported = import_write_up(page, brought, cast(Person, request.user))
    except NotReadable as refusal:
        messages.error(request, str(refusal))
        return redirect("write_up", page.pk)
    messages.success(request, _("The draft is there, with the text of the file."))
    return open_result(request, page.pk, described(imported.left_out))


def may_begin(person: Person, parent: Page) -> bool:
    """Whether a person may add a seminar below a page."""
    return bool(
        parent.permissions_for_user(person).can_add_subpage()
        and Seminar in type(parent).creatable_subpage_models()
        and Seminar.can_create_at(parent)
    )


def show_form(request: HttpRequest, parent: Page, form: NewSeminarForm) -> HttpResponse:
    """The screen; what was typed stands there again."""
    status = UNPROCESSABLE if form.errors else 200
    context = {"parent": parent, "form": form}
    return render(request, "exchange/new_seminar.html", context, status=status)


def stores_of(form: NewSeminarForm, parent: Page, person: Person) -> Iterator[Any]:
    """The forms of Wagtail that store each file, checked.

    What they refuse becomes an error of the field.
    """
    data = form.cleaned_data
    sent = [
        ("picture", Picture, get_image_form(Picture), file) for file in [data["picture"]] if file
    ]
    documents = get_document_form(SiteDocument)
    sent += [("materials", SiteDocument, documents, file) for file in data["materials"]]
    collection = collection_of(parent)
    for field, model, store_class, file in sent:
        if not policy_registry.get_by_type(model).user_has_permission(person, "add"):
            form.add_error(field, _("You may not add files here: leave them out."))
            return
        title = PurePath(str(file.name)).stem.replace("_", " ").replace("-", " ")
        store = store_class(
            {"title": title[:255], "collection": collection.pk},
            {"file": file},
            instance=model(uploaded_by_user=person),
            user=person,
        )
        if store.is_valid():
            yield store
        for errors in store.errors.values():
            form.add_error(field, [f"{file.name}: {error}" for error in errors])


def facts_of(form: NewSeminarForm, stored: list[Any]) -> Facts:
    """What the form says, with the files that are stored now."""
    data = form.cleaned_data
    return Facts(
        title=data["title"],
        starts_on=data["starts_on"],
        ends_on=data["ends_on"],
        city=data["city"],
        summary=data["summary"],
        points=lines(data["points"]),
        speakers=[
            (name.strip()[:120], function.strip()[:150])
            for name, _comma, function in (one.partition(",") for one in lines(data["speakers"]))
        ],
        themes=list(Concept.objects.filter(pk__in=data["themes"])),
        picture=next((one for one in stored if isinstance(one, Picture)), None),
        picture_alt=data["picture_alt"],
        materials=[one for one in stored if isinstance(one, SiteDocument)],
    )


def lines(text: str) -> list[str]:
    """The lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
