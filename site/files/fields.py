"""Fields and forms of files in the editing screens: whatever is sent is met with a sentence."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from files.checks import DAMAGED


class PictureField(WagtailImageField):
    """Wagtail's field, which breaks on a file that only begins like a picture.

    This can go when Wagtail refuses such a file itself.
    """

    def to_python(self, data: Any) -> Any:
        """The file, checked.

        Raises:
            ValidationError: it is no picture that we take.
        """
        try:
            return super().to_python(data)
        except ValidationError:
            raise
        except Exception as error:  # Pillow stumbles in many ways over a damaged picture.
            raise ValidationError(DAMAGED) from error


class PictureForm(BaseImageForm):
    """The form of pictures in the editing screens."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if stock := self.fields.get("file"):
            self.fields["file"] = PictureField(
                label=stock.label, widget=stock.widget, required=stock.required
            )


class DocumentForm(BaseDocumentForm):
    """The form of documents in the editing screens: it says what search knows of the file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = getattr(self.instance, "file_text", None)
        if known and "file" in self.fields:
            self.fields["file"].help_text = known.sentence
