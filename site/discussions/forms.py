"""The forms in which people write; what was typed is kept whatever is wrong."""

import uuid
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from access.versioned import VersionedForm, VersionField
from discussions.models import Message
from discussions.models.message import LONGEST_TEXT
from discussions.text import cleaned
from discussions.uploads import MOST_FILES, check
from people.forms.text import VisibleText


class FilesInput(forms.FileInput):
    """Chooses several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each of them checked."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """The files that were sent.

        Raises:
            ValidationError: a sentence for each file that is refused, or one for too many.
        """
        files: list[UploadedFile] = [file for file in data or [] if file]
        if len(files) > MOST_FILES:
            message = _("Choose %(most)d files at most: you chose %(number)d.")
            raise ValidationError(message % {"most": MOST_FILES, "number": len(files)})
        errors = []
        for file in files:
            try:
                check(file)
            except ValidationError as error:
                errors.append(error)
        if errors:
            raise ValidationError(errors)
        return files


class TextField(VisibleText):
    """Text without what nobody can see."""

    def to_python(self, value: Any) -> str:
        """The text as it is kept."""
        return cleaned(super().to_python(value))


class MessageForm(forms.Form):
    """A message, with its files."""

    text = TextField(
        label=gettext_lazy("Your message"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy(
            "A line that begins with a dash makes a list, one that begins with > quotes; two stars"
            " on each side make words **bold**; @ before a name tells that person."
        ),
    )
    uploads = FilesField(label=gettext_lazy("Photos and files"), required=False)
    shows = TextField(
        label=gettext_lazy("What the photos show"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Read aloud to people who do not see them."),
    )
    form_key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form_key"].initial = uuid.uuid4

    def clean_form_key(self) -> uuid.UUID:
        """What tells a form that is sent twice; a new one where it is missing."""
        return self.cleaned_data["form_key"] or uuid.uuid4()

    def clean(self) -> dict[str, Any]:
        """Something must be said or sent."""
        data: dict[str, Any] = super().clean() or {}
        if "text" in data and "uploads" in data and not self.says_something(data):
            self.add_error("text", _("Nothing is written yet: write something or add a file."))
        return data

    def says_something(self, data: dict[str, Any]) -> bool:
        """Whether there would be anything to read."""
        return bool(data["text"] or data["uploads"])

    @property
    def lost_files(self) -> bool:
        """Whether files were sent that must be chosen again, as browsers keep none."""
        return self.is_bound and bool(self.files)


class ThreadForm(MessageForm):
    """A note, or the opening of a discussion."""

    title = TextField(label=gettext_lazy("Title"), max_length=200)
    language = forms.ChoiceField(label=gettext_lazy("Language of the text"), required=False)

    field_order = ("title", "text", "uploads", "shows", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Text")
        language: Any = self.fields["language"]
        language.choices = settings.LANGUAGES
        language.initial = get_language()

    def clean_language(self) -> str:
        """The language of the text; that of the page where none was chosen."""
        return self.cleaned_data["language"] or get_language() or settings.LANGUAGE_CODE


class KeyField(VersionField, forms.UUIDField):
    """The key of the form that changes one version into the next."""


class EditForm(VersionedForm, MessageForm):
    """A message that is there already; the text that was read is known by its version."""

    form_key = KeyField(required=False)
    title = TextField(label=gettext_lazy("Title"), max_length=200)
    removed = forms.MultipleChoiceField(
        label=gettext_lazy("Files to take away"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    field_order = ("title", "text", "removed", "uploads", "shows")

    def __init__(self, message: Message, data: Any = None, files: Any = None) -> None:
        self.message = message
        attachments: Sequence[Any] = list(message.attachments.all())
        initial = {
            "title": message.thread.title,
            "text": message.text,
            "form_key": message.key_of_version(message.version),
        }
        super().__init__(data, files, initial=initial)
        self.fields["text"].label = _("Text")
        removed: Any = self.fields["removed"]
        removed.choices = [(str(row.pk), row.title) for row in attachments]
        if not attachments:
            del self.fields["removed"]
        if not message.opens:
            del self.fields["title"]

    @cached_property
    def version_now(self) -> str:
        """The number of the version, which devices keep with what is written."""
        return str(self.message.version)

    @property
    def told(self) -> Iterator[forms.BoundField]:
        """Title and text: files are only added and taken away."""
        return (field for field in super().told if field.name in ("title", "text"))

    def says_something(self, data: dict[str, Any]) -> bool:
        """Whether there would be anything left to read."""
        there = self.message.attachments.count() - len(data.get("removed", []))
        return super().says_something(data) or there > 0
